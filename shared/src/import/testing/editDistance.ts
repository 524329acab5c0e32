/** The edit distance of two texts (Levenshtein), looked for within a band; Infinity when it is wider. Test helper. */
export function editDistance(one: string, other: string, band = 200): number {
  if (one === other) return 0;
  if (Math.abs(one.length - other.length) > band) return Number.POSITIVE_INFINITY;
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const current = new Array<number>(other.length + 1).fill(Number.POSITIVE_INFINITY);
    if (row <= band) current[0] = row;
    for (let column = Math.max(1, row - band); column <= Math.min(other.length, row + band); column++) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      current[column] = Math.min(
        (before[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (before[column - 1] ?? 0) + same,
      );
    }
    before = current;
  }
  return before[other.length] ?? Number.POSITIVE_INFINITY;
}
