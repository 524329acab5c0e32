import { boundedCell, isHeaderCell } from '@ruam/shared/document/attributes.ts';
import type { ContentElement } from '@ruam/shared/document/content.ts';
import { cellsOf, spansOf } from '@ruam/shared/document/tableGrid.ts';
import { BorderStyle, Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';
import { blocksOf, type Within } from './blocks.ts';
import { mm } from './measures.ts';

/** A table with its merged cells and widths; rows of heads are repeated on the next page. */
export function tableOf(node: ContentElement, within: Within): Table | Paragraph {
  const cells = cellsOf(node).filter((row) => row.length > 0);
  const grid = spansOf(cells);
  if (grid.width === 0) return new Paragraph({});
  const widths = widthsOf(cells, grid, within.width);
  const headRows = cells.findIndex((row) => !row.every((cell) => isHeaderCell(cell.type, cell.attrs ?? {})));
  const rows = cells.map((row, at) => {
    const children = row.map((cell, index) => {
      const place = grid.rows[at]?.[index] ?? { column: index, colspan: 1, rowspan: 1 };
      const width = widths.slice(place.column, place.column + place.colspan).reduce((sum, one) => sum + one, 0);
      const inside = blocksOf(cell.content ?? [], { ...within, isInside: true, depth: 0, width: width - mm(4) });
      const isHead = isHeaderCell(cell.type, cell.attrs ?? {});
      return new TableCell({
        children: inside.length === 0 ? [new Paragraph({})] : inside.filter(isInCell),
        columnSpan: place.colspan,
        rowSpan: place.rowspan,
        width: { size: width, type: WidthType.DXA },
        margins: { left: mm(2), right: mm(2) },
        ...(isHead ? { shading: { fill: 'EDEDED' } } : {}),
      });
    });
    return new TableRow({ children, cantSplit: true, tableHeader: at < (headRows === -1 ? 1 : headRows) });
  });
  const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  return new Table({
    rows,
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    width: { size: within.width, type: WidthType.DXA },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
  });
}

const isInCell = (block: unknown): block is Paragraph | Table => block instanceof Paragraph || block instanceof Table;

/** As wide as the line, in the proportion of the widths that are written; the others share alike. */
function widthsOf(
  cells: readonly (readonly ContentElement[])[],
  grid: ReturnType<typeof spansOf>,
  whole: number,
): readonly number[] {
  const written = Array.from({ length: grid.width }, () => 0);
  for (const [at, row] of cells.entries())
    for (const [index, cell] of row.entries()) {
      const column = grid.rows[at]?.[index]?.column ?? 0;
      for (const [offset, width] of (boundedCell(cell.attrs ?? {}).colwidth ?? []).entries())
        if (written[column + offset] === 0) written[column + offset] = width;
    }
  const known = written.filter((width) => width > 0);
  const usual = known.length === 0 ? 1 : known.reduce((sum, width) => sum + width, 0) / known.length;
  const all = written.map((width) => (width > 0 ? width : usual));
  const sum = all.reduce((total, width) => total + width, 0);
  return all.map((width) => Math.floor((width / sum) * whole));
}
