import { boundedCell, maxTableColumns, maxTableRows } from './attributes.ts';
import { type ContentElement, type ContentNode, isText } from './content.ts';

/** How far a cell reaches in its table, as it was written. */
export interface Span {
  readonly colspan: number;
  readonly rowspan: number;
}

/** A cell with its place: its first column, from 0, and how far it truly reaches. */
export interface PlacedCell extends Span {
  readonly column: number;
}

/** The places of all cells, row by row, and of how many columns the widest row is. */
export interface TableGrid {
  readonly rows: readonly (readonly PlacedCell[])[];
  readonly width: number;
}

/**
 * Puts the cells of a table one after the other in the first place that is free, as browsers do. Cells that would meet or
 * stick out, as merging can leave them, reach less far. Null when the table is larger than anything we lay out: its spans
 * are ignored then.
 */
export function placeCells(rows: readonly (readonly Span[])[]): TableGrid | null {
  if (rows.length > maxTableRows || rows.some((cells) => sum(cells) > maxTableColumns)) return null;
  const taken: boolean[][] = rows.map(() => []);
  const placed = rows.map((cells, row) => cells.map((cell) => place(cell, row, taken)));
  const width = Math.max(0, ...taken.map((columns) => columns.length));
  return width > maxTableColumns ? null : { rows: placed, width };
}

/**
 * The cells of a table of a content, row by row. What merges left loose in the table or in a row is a cell or a row of its
 * own: no words are ever hidden.
 */
export function cellsOf(table: ContentElement): readonly (readonly ContentElement[])[] {
  return (table.content ?? []).map((row) =>
    !isText(row) && row.type === 'tableRow' ? (row.content ?? []).map(asCell) : [asCell(row)],
  );
}

/** How far the cells of a table of a content reach, row by row, within bounds. */
export function spansOf(cells: readonly (readonly ContentElement[])[]): TableGrid {
  const spans = cells.map((row) => row.map(({ attrs }) => boundedCell(attrs ?? {})));
  return placeCells(spans) ?? plainGrid(cells);
}

function plainGrid(cells: readonly (readonly unknown[])[]): TableGrid {
  return {
    rows: cells.map((row) => row.map((_cell, column) => ({ column, colspan: 1, rowspan: 1 }))),
    width: cells.reduce((most, row) => Math.max(most, row.length), 0),
  };
}

function place({ colspan, rowspan }: Span, row: number, taken: boolean[][]): PlacedCell {
  const own = taken[row] ?? [];
  let column = 0;
  while (own[column] === true) column++;
  let right = 1;
  while (right < colspan && own[column + right] !== true) right++;
  let down = 1;
  while (down < rowspan && isFree(taken[row + down], column, right)) down++;
  for (const columns of taken.slice(row, row + down)) columns.fill(true, column, lengthen(columns, column + right));
  return { column, colspan: right, rowspan: down };
}

function lengthen(columns: boolean[], length: number): number {
  while (columns.length < length) columns.push(false);
  return length;
}

function isFree(columns: readonly boolean[] | undefined, from: number, count: number): boolean {
  return columns?.slice(from, from + count).every((isTaken) => !isTaken) ?? false;
}

function sum(cells: readonly Span[]): number {
  return cells.reduce((columns, { colspan }) => columns + colspan, 0);
}

function asCell(node: ContentNode): ContentElement {
  if (isText(node)) return { type: 'tableCell', content: [{ type: 'paragraph', content: [node] }] };
  return node.type === 'tableCell' || node.type === 'tableHeader' ? node : { type: 'tableCell', content: [node] };
}
