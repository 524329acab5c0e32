import { boundedCell, isHeaderCell } from '@ruam/shared/document/attributes.ts';
import type { ContentElement } from '@ruam/shared/document/content.ts';
import { cellsOf, spansOf } from '@ruam/shared/document/tableGrid.ts';

type Cells = readonly (readonly ContentElement[])[];
type Grid = ReturnType<typeof spansOf>;

/** More columns than any page has room for: their cells are told one after the other. */
const maxColumns = 60;
/** A row with more letters than this in one cell may break: moved as a whole it would leave half a page empty. */
const tallCellLetters = 400;

/**
 * A table with its merged cells and the widths that were given to its columns; its rows of heads stand in a `thead`, which
 * is repeated on every page.
 */
export function tableHtml(node: ContentElement, inside: (cell: ContentElement) => string): string {
  const cells = cellsOf(node).filter((row) => row.length > 0);
  const grid = spansOf(cells);
  if (grid.width === 0) return '';
  if (grid.width > maxColumns)
    return cells.map((row) => `<div class="wide-row">${row.map(inside).join('')}</div>`).join('');
  const rows = cells.map((row, at) => rowHtml(row, grid.rows[at] ?? [], inside));
  const heads = headRows(cells, grid);
  const head = heads === 0 ? '' : `<thead>${rows.slice(0, heads).join('')}</thead>`;
  return `<table>${columns(cells, grid)}${head}<tbody>${rows.slice(heads).join('')}</tbody></table>`;
}

function rowHtml(
  row: readonly ContentElement[],
  places: Grid['rows'][number],
  inside: (cell: ContentElement) => string,
) {
  let isTall = false;
  const cells = row.map((cell, index) => {
    const { column, colspan, rowspan } = places[index] ?? { column: index, colspan: 1, rowspan: 1 };
    const isHead = isHeaderCell(cell.type, cell.attrs ?? {});
    const spans = `${colspan > 1 ? ` colspan="${colspan}"` : ''}${rowspan > 1 ? ` rowspan="${rowspan}"` : ''}`;
    const attributes = `${column === 0 ? ' class="edge"' : ''}${spans}`;
    const html = inside(cell);
    isTall ||= html.replaceAll(/<[^>]*>/g, '').length > tallCellLetters || html.includes('<img');
    return isHead ? `<th${attributes}>${html}</th>` : `<td${attributes}>${html}</td>`;
  });
  return `<tr${isTall ? ' class="tall"' : ''}>${cells.join('')}</tr>`;
}

/** How many rows at the top hold heads alone; none whose cells reach into the rows below, and not all of them. */
function headRows(cells: Cells, { rows }: Grid): number {
  const first = cells.findIndex((row) => !row.every(({ type, attrs }) => isHeaderCell(type, attrs ?? {})));
  if (first <= 0) return 0;
  const staysWithin = rows.slice(0, first).every((row, at) => row.every(({ rowspan }) => at + rowspan <= first));
  return staysWithin ? first : 0;
}

/** In the proportion of the widths that are written; a column without one is as wide as these on average. */
function columns(cells: Cells, grid: Grid): string {
  const widths = Array.from({ length: grid.width }, () => 0);
  for (const [at, row] of cells.entries())
    for (const [index, { attrs }] of row.entries()) {
      const from = grid.rows[at]?.[index]?.column ?? 0;
      for (const [offset, width] of (boundedCell(attrs ?? {}).colwidth ?? []).entries())
        if (width > 0 && from + offset < grid.width) widths[from + offset] = width;
    }
  const given = widths.filter((width) => width > 0);
  if (given.length === 0) return '';
  const average = given.reduce((sum, width) => sum + width, 0) / given.length;
  const whole = widths.reduce((sum, width) => sum + (width || average), 0);
  const percent = (width: number): string => ((100 * (width || average)) / whole).toFixed(2);
  return `<colgroup>${widths.map((width) => `<col style="width:${percent(width)}%">`).join('')}</colgroup>`;
}
