import { AlignmentType, type INumberingOptions, LevelFormat } from 'docx';
import { font, mm, sizes } from './measures.ts';

/** The lists of a file: Word numbers each by a definition of its own. */
export interface Lists {
  readonly bullets: string;
  /** As deep as lists in lists are told apart, from 0. */
  readonly deepest: number;
  /** A definition that begins with this number. */
  numbered(start: number): string;
  config(): INumberingOptions['config'];
}

const deepest = 5;

export function createLists(): Lists {
  const starts: number[] = [];
  return {
    bullets: 'bullets',
    deepest,
    numbered(start) {
      starts.push(start);
      return `numbers${starts.length}`;
    },
    config: () => [
      { reference: 'bullets', levels: levels(LevelFormat.BULLET, () => '•', 1) },
      ...starts.map((start, at) => ({
        reference: `numbers${at + 1}`,
        levels: levels(LevelFormat.THAI_NUMBERS, (level) => `%${level + 1}.`, start),
      })),
    ],
  };
}

function levels(
  format: (typeof LevelFormat)[keyof typeof LevelFormat],
  text: (level: number) => string,
  start: number,
) {
  return Array.from({ length: deepest + 1 }, (_, level) => ({
    ...{ level, format, text: text(level), alignment: AlignmentType.LEFT, start: level === 0 ? start : 1 },
    style: {
      paragraph: { indent: { left: mm(8) * (level + 1), hanging: mm(8) } },
      run: { font, size: sizes.text, sizeComplexScript: sizes.text },
    },
  }));
}
