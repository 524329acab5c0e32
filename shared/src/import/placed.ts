import type { ImportPlace } from '../api/imports.ts';
import type { PlacesByHand } from './byHand.ts';
import type { SourceLine } from './lines.ts';
import type { Section } from './sections.ts';

/** Lines of the source with the place that they were given, first and last included. */
export interface PlacedLines {
  readonly from: number;
  readonly to: number;
  readonly place: ImportPlace;
  readonly byHand: boolean;
}

const ignored: ImportPlace = { part: 'ignored', code: '' };
const nowhere: ImportPlace = { part: 'none', code: '' };

/**
 * Where every line of a source went, neighbours of one place together.
 * @param refused numbers of the lines that stand in a section and are no part of what was understood of it
 */
export function placedLines(
  source: readonly SourceLine[],
  sections: readonly Section[],
  refused: ReadonlySet<number>,
  byHand: PlacesByHand,
): PlacedLines[] {
  const places = new Map<number, ImportPlace>();
  for (const section of sections) {
    const place = placeOf(section);
    places.set(section.line, place);
    for (const { number } of section.lines) places.set(number, place);
  }
  const placed: { from: number; to: number; place: ImportPlace; byHand: boolean }[] = [];
  for (const line of source) {
    const { number } = line;
    const read = line.isFurniture ? ignored : (places.get(number) ?? nowhere);
    const given = byHand.get(number);
    const place = given ?? (refused.has(number) ? nowhere : read);
    const last = placed.at(-1);
    const isSame = last?.place.part === place.part && last.place.code === place.code;
    if (last && isSame && last.byHand === (given !== undefined)) last.to = number;
    else placed.push({ from: number, to: number, place, byHand: given !== undefined });
  }
  return placed;
}

function placeOf({ kind, code }: Section): ImportPlace {
  switch (kind) {
    case 'unknown':
    case 'annex':
      return nowhere;
    case 'advice':
      return { part: 'observations', code };
    case 'loose':
      return code === '7' ? { part: 'category', code } : nowhere;
    default:
      return { part: kind, code };
  }
}
