import { maxColumnWidth, maxSpan, maxTableColumns, maxTableRows } from '@ruam/shared/document/attributes.ts';
import type { ContentElement } from '@ruam/shared/document/content.ts';
import { elementsIn, isOn, valOf, within, type XmlElement } from './xml.ts';

/** Twentieths of a point in a pixel. */
const twipsPerPixel = 15;

interface Cell {
  readonly element: XmlElement;
  readonly column: number;
  readonly colspan: number;
  readonly isHeader: boolean;
  rowspan: number;
}

/**
 * A table with its merged cells, header rows and column widths; null for one that is larger than tables may be.
 * `blocksIn` reads what a cell holds.
 */
export function readTable(table: XmlElement, blocksIn: (cell: XmlElement) => ContentElement[]): ContentElement | null {
  const rows = rowsOf(table);
  const widths = elementsIn(within(table, 'tblGrid') ?? table, 'gridCol').map(({ attributes }) => pixels(attributes.w));
  if (rows.length === 0 || rows.length > maxTableRows) return null;
  const cells = cellsOf(rows);
  if (cells.some((row) => row.some(({ column, colspan }) => column + colspan > maxTableColumns))) return null;
  return {
    type: 'table',
    content: cells
      .filter((row) => row.length > 0)
      .map((row) => ({ type: 'tableRow', content: row.map((cell) => cellOf(cell, widths, blocksIn(cell.element))) })),
  };
}

/** The rows of a table, also those that were brought in by somebody whose changes are recorded. */
export function rowsOf(table: XmlElement): XmlElement[] {
  return elementsIn(table).flatMap((child) => {
    if (child.name === 'tr') return within(child, 'trPr', 'del') === undefined ? [child] : [];
    const content = child.name === 'sdt' ? within(child, 'sdtContent') : child.name === 'ins' ? child : undefined;
    return content === undefined ? [] : rowsOf(content);
  });
}

/** The cells of a row. */
export function cellsIn(row: XmlElement): XmlElement[] {
  return elementsIn(row).flatMap((child) => {
    if (child.name === 'tc') return [child];
    const content = child.name === 'sdt' ? within(child, 'sdtContent') : undefined;
    return content === undefined ? [] : cellsIn(content);
  });
}

function cellsOf(rows: readonly XmlElement[]): Cell[][] {
  /** By column: the cell that goes on below. */
  let open = new Map<number, Cell>();
  return rows.map((row) => {
    const isHeader = isOn(within(row, 'trPr'), 'tblHeader') ?? false;
    const goesOn = new Map<number, Cell>();
    const cells: Cell[] = [];
    let column = Math.max(0, Number(valOf(row, 'trPr', 'gridBefore') ?? 0) || 0);
    for (const element of cellsIn(row)) {
      const properties = within(element, 'tcPr');
      const colspan = Math.min(Math.max(1, Number(valOf(properties, 'gridSpan') ?? 1) || 1), maxSpan);
      const merge = valOf(properties, 'vMerge');
      const above = merge !== undefined && merge !== 'restart' ? open.get(column) : undefined;
      if (above !== undefined && above.rowspan < maxSpan) {
        above.rowspan += 1;
        goesOn.set(column, above);
      } else {
        const cell = { element, column, colspan, isHeader, rowspan: 1 };
        cells.push(cell);
        if (merge !== undefined) goesOn.set(column, cell);
      }
      column += colspan;
    }
    open = goesOn;
    return cells;
  });
}

function cellOf(
  { column, colspan, rowspan, isHeader }: Cell,
  widths: readonly number[],
  content: readonly ContentElement[],
): ContentElement {
  const own = widths.slice(column, column + colspan);
  const attrs = {
    ...(colspan > 1 ? { colspan } : {}),
    ...(rowspan > 1 ? { rowspan } : {}),
    ...(own.length === colspan && own.every((width) => width > 0) ? { colwidth: own } : {}),
  };
  return {
    type: isHeader ? 'tableHeader' : 'tableCell',
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    content: content.length > 0 ? content : [{ type: 'paragraph' }],
  };
}

function pixels(twips: string | undefined): number {
  const width = Math.round(Number(twips ?? 0) / twipsPerPixel);
  return width > 0 && width <= maxColumnWidth ? width : 0;
}
