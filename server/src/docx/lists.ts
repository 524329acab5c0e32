import { AlignmentType, type INumberingOptions, LevelFormat } from 'docx';
import { deepestList, listStep } from './measures.ts';

/** Which list of the file a paragraph belongs to. */
interface ListPlace {
  readonly reference: string;
  readonly instance: number;
}

/** The lists of a file: those that begin alike share a definition, each counts by itself. */
export interface Lists {
  bullets(): ListPlace;
  /** A list of its own that begins with this number. */
  numbered(start: number): ListPlace;
  config(): INumberingOptions['config'];
}

export function createLists({ hasThaiDigits }: { readonly hasThaiDigits: boolean }): Lists {
  const starts = new Set<number>();
  const digits = hasThaiDigits ? LevelFormat.THAI_NUMBERS : LevelFormat.DECIMAL;
  let instances = 0;
  return {
    bullets: () => ({ reference: 'bullets', instance: 0 }),
    numbered(start) {
      starts.add(start);
      instances += 1;
      return { reference: `numbers${start}`, instance: instances };
    },
    config: () => [
      { reference: 'bullets', levels: levelsOf(LevelFormat.BULLET, () => '•', 1) },
      ...[...starts].map((start) => ({
        reference: `numbers${start}`,
        levels: levelsOf(digits, (level) => `%${level + 1}.`, start),
      })),
    ],
  };
}

function levelsOf(
  format: (typeof LevelFormat)[keyof typeof LevelFormat],
  text: (level: number) => string,
  start: number,
) {
  return Array.from({ length: deepestList + 1 }, (_, level) => ({
    ...{ level, format, text: text(level), alignment: AlignmentType.LEFT, start },
    style: { paragraph: { indent: { left: listStep * (level + 1), hanging: listStep } } },
  }));
}
