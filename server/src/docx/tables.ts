import { isHeaderCell } from '@ruam/shared/document/attributes.ts';
import type { ContentElement } from '@ruam/shared/document/content.ts';
import {
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { blocksOf } from './blocks.ts';
import { mm } from './measures.ts';
import type { Within } from './paragraphs.ts';
import { styleIds } from './styles.ts';
import { cellMargin, layoutTable, linesOf, type Placed } from './tableLayout.ts';

/** A row of more lines may break, and heads of more are not repeated: about a third of a page. */
const maxUnbrokenLines = 12;

/** A table with its merged cells and widths; rows of heads are repeated on the next page. */
export function tableOf(node: ContentElement, within: Within): Table | Paragraph {
  const { rows, widths } = layoutTable(node, within.width);
  if (widths.length === 0) return new Paragraph({ style: styleIds.tableText });
  const heads = headRows(rows);
  return new Table({
    rows: rows.map(
      (row, at) =>
        new TableRow({
          children: row.map((placed) => cellOf(placed, within)),
          cantSplit: linesOf(row) <= maxUnbrokenLines,
          tableHeader: at < heads,
        }),
    ),
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    margins: { left: cellMargin, right: cellMargin, top: mm(0.5), bottom: mm(0.5) },
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
  });
}

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };

function cellOf({ cell, colspan, rowspan, width }: Placed, within: Within): TableCell {
  const isHead = cell !== null && isHeaderCell(cell.type, cell.attrs ?? {});
  const { first: _, ...shared } = within;
  const inside = {
    ...shared,
    place: isHead ? 'head' : 'cell',
    depth: 0,
    width: Math.max(width - 2 * cellMargin, 1),
  } as const;
  const blocks = blocksOf(cell?.content ?? [], inside).filter(isInCell);
  // Word wants a paragraph at the end of each cell.
  const isClosed = blocks.at(-1) instanceof Paragraph;
  return new TableCell({
    children: isClosed ? blocks : [...blocks, new Paragraph({ style: styleIds.tableText })],
    columnSpan: colspan,
    rowSpan: rowspan,
    width: { size: width, type: WidthType.DXA },
    ...(isHead ? { shading: { fill: 'EDEDED' }, verticalAlign: VerticalAlignTable.CENTER } : {}),
  });
}

const isInCell = (block: unknown): block is Paragraph | Table => block instanceof Paragraph || block instanceof Table;

/** How many rows at the top are heads that are repeated. */
function headRows(rows: readonly (readonly Placed[])[]): number {
  const isHead = ({ cell }: Placed): boolean => cell !== null && isHeaderCell(cell.type, cell.attrs ?? {});
  const first = rows.findIndex((row) => !row.every(isHead));
  const count = Math.min(first === -1 ? 1 : first, rows.length - 1);
  // What heads reach into is repeated with them.
  const reached = rows.slice(0, count).map((row, at) => Math.max(...row.map(({ rowspan }) => at + rowspan)));
  const whole = Math.max(0, ...reached) > count ? 0 : count;
  return rows.slice(0, whole).reduce((sum, row) => sum + linesOf(row), 0) > maxUnbrokenLines ? 0 : whole;
}
