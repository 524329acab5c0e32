/** A piece of a text with what was found in it: pairs of offsets, first inclusive, last exclusive, in order. */
export interface Snippet {
  readonly text: string;
  readonly marks: readonly (readonly [from: number, to: number])[];
}

/** Letters before the first mark, and in all. */
const before = 48;
const length = 180;
const letters = new Intl.Segmenter('th', { granularity: 'grapheme' });

/**
 * A piece of a plain text around the first of the terms that it has, cut between letters, with "…" where it is cut.
 *
 * @param folded `foldText(text)`
 */
export function snippetOf(text: string, folded: string, terms: readonly string[]): Snippet {
  const found = terms.map((term) => folded.indexOf(term)).filter((at) => at >= 0);
  const first = found.length === 0 ? 0 : Math.min(...found);
  const from = first <= before * 1.5 ? 0 : wholeLetter(text, spaceBefore(text, first - before, first));
  const to = from + length >= text.length ? text.length : wholeLetter(text, from + length);
  const head = from === 0 ? '' : '…';
  const marks = marksOf(folded.slice(from, to), terms).map(
    ([start, end]) => [start + head.length, end + head.length] as const,
  );
  return { text: head + text.slice(from, to) + (to === text.length ? '' : '…'), marks };
}

/** Where the terms stand, with overlapping ones joined. */
export function marksOf(folded: string, terms: readonly string[]): readonly (readonly [from: number, to: number])[] {
  const places: [number, number][] = [];
  for (const term of terms) {
    for (let at = folded.indexOf(term); at >= 0 && term !== ''; at = folded.indexOf(term, at + term.length)) {
      places.push([at, at + term.length]);
    }
  }
  places.sort(([a], [b]) => a - b);
  const marks: [number, number][] = [];
  for (const [from, to] of places) {
    const last = marks.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else marks.push([from, to]);
  }
  return marks;
}

/** A place after a space, when one stands between the two. */
function spaceBefore(text: string, from: number, to: number): number {
  const space = text.indexOf(' ', from);
  return space >= 0 && space < to ? space + 1 : from;
}

/** The place, moved back to where a letter with its marks begins. */
function wholeLetter(text: string, at: number): number {
  const start = Math.max(0, at - 16);
  let boundary = start;
  for (const { index } of letters.segment(text.slice(start, at + 8))) {
    if (start + index > at) break;
    boundary = start + index;
  }
  return boundary;
}
