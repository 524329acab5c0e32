/** What must not be cut: a line of letters, a row, a picture. Px from the top of the text. */
export interface Fragment {
  readonly top: number;
  readonly bottom: number;
}

/** A part of a text that is shown at once: all between two heights. */
export interface Page {
  readonly from: number;
  readonly to: number;
}

/**
 * Where a text may be cut: between two lines, in the middle of the room between them; its beginning and end too. What
 * overlaps is one line.
 */
export function cutsOf(fragments: readonly Fragment[], heightPx: number): readonly number[] {
  const cuts = [0];
  let bottom: number | null = null;
  for (const fragment of fragments.toSorted((one, other) => one.top - other.top)) {
    if (bottom !== null && fragment.top >= bottom) cuts.push((bottom + fragment.top) / 2);
    bottom = Math.max(bottom ?? fragment.bottom, fragment.bottom);
  }
  cuts.push(heightPx);
  return cuts;
}

/**
 * The pages of a text from one of its cuts on: each takes as many whole lines as there is room for. A line that is higher than
 * the room is shown as far as it goes, and goes on.
 */
export function pagesFrom(cuts: readonly number[], from: number, roomPx: number): readonly Page[] {
  const end = cuts.at(-1) ?? 0;
  const pages: Page[] = [];
  let start = from;
  // Of a height that is only rounding nothing is seen.
  while (start < end - 1) {
    const last = cuts.findLast((cut) => cut > start && cut <= start + roomPx + 0.5);
    const to = last ?? Math.min(end, start + roomPx);
    pages.push({ from: start, to });
    start = to;
  }
  return pages.length === 0 ? [{ from, to: end }] : pages;
}
