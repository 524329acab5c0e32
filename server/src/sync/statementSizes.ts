/** Few sizes of statement, so that the prepared ones are found again. */
const statementSizes = [64, 16, 4, 1] as const;

/** Cuts rows into such parts, in order. */
export function inStatementSizes<Row>(rows: readonly Row[]): Row[][] {
  const parts: Row[][] = [];
  let position = 0;
  for (const size of statementSizes) {
    for (; rows.length - position >= size; position += size) parts.push(rows.slice(position, position + size));
  }
  return parts;
}
