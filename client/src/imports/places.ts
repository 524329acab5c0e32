import type { ImportDraftAnswer, ImportFixes, ImportPlace } from '@ruam/shared/api/imports.ts';

/** Lines in a row that went to one place. */
export interface PlacedRun {
  readonly from: number;
  readonly to: number;
  readonly place: ImportPlace;
  readonly byHand: boolean;
}

type HandPlace = ImportFixes['places'][number];

const nowhere: ImportPlace = { part: 'none', code: '' };

/** The place as one word, for keys and to compare. */
export function placeKey({ part, code }: ImportPlace): string {
  return `${part}/${code}`;
}

/** Where every line goes, by its index in the source (by line number): as it was read, and as was set right since. */
export function placesOfLines(
  source: ImportDraftAnswer['source'],
  placed: readonly PlacedRun[],
  fixes: ImportFixes['places'],
): readonly Omit<PlacedRun, 'from' | 'to'>[] {
  const places: Omit<PlacedRun, 'from' | 'to'>[] = source.map(() => ({ place: nowhere, byHand: false }));
  // A run may name lines that the source has not: only those are gone through that it has.
  const put = (from: number, to: number, said: Omit<PlacedRun, 'from' | 'to'>): void => {
    const end = indexFrom(source, to + 1);
    for (let at = indexFrom(source, from); at < end; at++) places[at] = said;
  };
  for (const { from, to, place, byHand } of placed) put(from, to, { place, byHand });
  for (const { from, to, place } of fixes) put(from, to, { place, byHand: true });
  return places;
}

/** The index of the first line with this number or a higher one. */
function indexFrom(source: ImportDraftAnswer['source'], number: number): number {
  let [low, high] = [0, source.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((source[middle]?.number ?? number) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The fixes with lines put somewhere: what was said of these lines before no longer holds. */
export function withPlace(places: ImportFixes['places'], put: HandPlace): ImportFixes['places'] {
  const others = withoutLines(places, put.from, put.to);
  return joined([...others, put].sort((one, other) => one.from - other.from));
}

/** The fixes without what was said of these lines. */
export function withoutLines(places: ImportFixes['places'], from: number, to: number): ImportFixes['places'] {
  return places.flatMap((one) => {
    if (one.to < from || one.from > to) return [one];
    const before = one.from < from ? [{ ...one, to: from - 1 }] : [];
    const after = one.to > to ? [{ ...one, from: to + 1 }] : [];
    return [...before, ...after];
  });
}

function joined(places: ImportFixes['places']): ImportFixes['places'] {
  const all: HandPlace[] = [];
  for (const one of places) {
    const last = all.at(-1);
    if (last !== undefined && last.to + 1 === one.from && placeKey(last.place) === placeKey(one.place))
      all[all.length - 1] = { ...last, to: one.to };
    else all.push(one);
  }
  return all;
}

/** What a line is most likely part of, when it has no place: where the nearest line before it went that has one. */
export function placeBefore(places: readonly Pick<PlacedRun, 'place'>[], index: number): ImportPlace {
  for (let at = index; at >= 0; at--) {
    const place = places[at]?.place;
    if (place !== undefined && place.part !== 'none' && place.part !== 'ignored') return place;
  }
  return nowhere;
}
