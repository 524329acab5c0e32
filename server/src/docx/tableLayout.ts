import { boundedCell } from '@ruam/shared/document/attributes.ts';
import { type ContentElement, textOf } from '@ruam/shared/document/content.ts';
import { cellsOf, type PlacedCell, spansOf } from '@ruam/shared/document/tableGrid.ts';
import { mm } from './measures.ts';

/** A cell of a table with its place; what merging left empty has none. */
export interface Placed extends PlacedCell {
  readonly cell: ContentElement | null;
  /** In twentieths of a point. */
  readonly width: number;
}

/** A table as it is set: every row fills the grid, its columns fill the line. */
export interface TableLayout {
  readonly rows: readonly (readonly Placed[])[];
  readonly widths: readonly number[];
}

/** Blank at each side of a cell. */
export const cellMargin = mm(2);
/** How wide a letter of a table is, about, in twentieths of a point. */
const letterWidth = 108;

/** Lays a table out in a line of this width; no rows for one without cells. */
export function layoutTable(node: ContentElement, width: number): TableLayout {
  const rows = placedRows(node);
  const columns = rows[0]?.reduce((sum, { colspan }) => sum + colspan, 0) ?? 0;
  const widths = widthsOf(rows, columns, Math.max(width, mm(20)));
  const widthOf = ({ column, colspan }: PlacedCell): number =>
    widths.slice(column, column + colspan).reduce((sum, one) => sum + one, 0);
  return { widths, rows: rows.map((row) => row.map((placed) => ({ ...placed, width: widthOf(placed) }))) };
}

/** How many lines the fullest cell of a row has, about; what reaches over several rows is shared by them. */
export function linesOf(row: readonly Placed[]): number {
  return Math.max(
    1,
    ...row.map(({ cell, width, rowspan }) => {
      const letters = Math.max(1, Math.floor((width - 2 * cellMargin) / letterWidth));
      const lines = (cell?.content ?? []).reduce((sum, block) => {
        const words = textOf(block).replace(/\p{Mn}/gu, '');
        return sum + Math.max(1, Math.ceil(words.length / letters));
      }, 0);
      return Math.ceil(lines / rowspan);
    }),
  );
}

type Unmeasured = Omit<Placed, 'width'>;

/** The cells of each row in the order of their columns, every place of the grid taken, rows that others reach over left out. */
function placedRows(node: ContentElement): readonly (readonly Unmeasured[])[] {
  const cells = cellsOf(node);
  const grid = spansOf(cells);
  const isEmpty = (row: number): boolean => (cells[row]?.length ?? 0) === 0;
  const taken = cells.map(() => new Set<number>());
  const rows = cells.map((row, at) =>
    row.map((cell, index): Unmeasured => {
      const place = grid.rows[at]?.[index] ?? { column: index, colspan: 1, rowspan: 1 };
      const reached = Array.from({ length: place.rowspan }, (_, down) => at + down);
      for (const down of reached)
        for (let column = place.column; column < place.column + place.colspan; column++) taken[down]?.add(column);
      return { cell, ...place, rowspan: reached.filter((down) => !isEmpty(down)).length };
    }),
  );
  return rows.flatMap((row, at) => {
    if (isEmpty(at)) return [];
    const free = Array.from({ length: grid.width }, (_, column) => column).filter((column) => !taken[at]?.has(column));
    const fillers = free.map((column): Unmeasured => ({ cell: null, column, colspan: 1, rowspan: 1 }));
    return [[...row, ...fillers].sort((a, b) => a.column - b.column)];
  });
}

/** As wide as the line, in the proportion of the widths that are written; the others share alike. */
function widthsOf(rows: readonly (readonly Unmeasured[])[], columns: number, whole: number): readonly number[] {
  const written = Array.from({ length: columns }, () => 0);
  for (const { cell, column } of rows.flat())
    for (const [offset, width] of (boundedCell(cell?.attrs ?? {}).colwidth ?? []).entries())
      if (written[column + offset] === 0) written[column + offset] = width;
  const known = written.filter((width) => width > 0);
  const usual = known.length === 0 ? 1 : known.reduce((sum, width) => sum + width, 0) / known.length;
  const all = written.map((width) => (width > 0 ? width : usual));
  const sum = all.reduce((total, width) => total + width, 0);
  return all.map((width) => Math.max(1, Math.floor((width / sum) * whole)));
}
