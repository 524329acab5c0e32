import type { CellValue, Style, Workbook, Worksheet } from 'exceljs';

/** What Excel holds in a cell. */
const maxLetters = 32_767;
const font = 'TH Sarabun New';
const ink = 'FF1D2B24';
const headFill = 'FFE3ECE7';
const line = { style: 'thin', color: { argb: 'FFB9C6BF' } } as const;
/** 22 August 2562, in the years of the Buddhist era. */
export const buddhistDate = '[$-107041E]d mmm yyyy';

/** A column of a sheet. @param width in letters */
export interface Column {
  readonly title: string;
  readonly width: number;
  readonly format?: string;
  readonly isCentred?: boolean;
  readonly isHidden?: boolean;
}

/** A formula with the value that it has now, for those who show it without working it out. */
export interface Formula {
  readonly formula: string;
  readonly result: string | number;
}

export type Value = string | number | Date | Formula | null;

/**
 * Text as a cell may hold it: NFC, without control characters and half letters, no longer than a cell, and no code of a
 * letter that Excel would turn into one. It is always text: what begins with = + - @ is no formula.
 */
export function cellText(text: string): string {
  const clean = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML does not have
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  if (clean.length <= maxLetters) return clean;
  const told = ` …[ตัดให้สั้น: ข้อความยาว ${clean.length} ตัวอักษร]`;
  return clean.slice(0, maxLetters - told.length).toWellFormed() + told;
}

/** A formula that names text: in double quotes. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** `A` for 1. */
export function letterOf(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return (before === 0 ? '' : letterOf(before)) + String.fromCharCode(65 + ((column - 1) % 26));
}

/** A cell of another sheet, or a range of it: `'คะแนน'!$A$1`. */
export function within(sheet: string, place: string): string {
  return `'${sheet}'!${place}`;
}

/** A sheet with a title, whose table begins at `headRow`: A4 landscape, the head printed on every page. */
export function addSheet(
  workbook: Workbook,
  {
    name,
    title,
    columns,
    headRow = 3,
  }: { readonly name: string; readonly title: string; readonly columns: readonly Column[]; readonly headRow?: number },
): Worksheet {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: headRow, xSplit: 0 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${headRow}:${headRow}`,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: `&L&"${font}"&10${name}&R&"${font}"&10&P / &N` },
  });
  for (const [index, { width, isHidden = false }] of columns.entries()) {
    const column = sheet.getColumn(index + 1);
    column.width = width;
    column.hidden = isHidden;
  }
  put(sheet, 1, 1, title, {
    font: { name: font, size: 16, bold: true, color: { argb: ink } },
    alignment: { wrapText: false },
  });
  for (const [index, column] of columns.entries())
    put(sheet, headRow, index + 1, column.title, {
      font: { name: font, size: 14, bold: true, color: { argb: ink } },
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: headFill } },
      alignment: { wrapText: true, vertical: 'middle', horizontal: column.isCentred ? 'center' : 'left' },
    });
  setHeight(
    sheet,
    headRow,
    columns.map(({ title: text, width, isHidden }) => ({ text: isHidden ? '' : text, width: width * 0.85 })),
  );
  return sheet;
}

/** Writes rows behind the head, and the filter over them. */
export function addRows(
  sheet: Worksheet,
  columns: readonly Column[],
  rows: readonly (readonly Value[])[],
  headRow = 3,
): void {
  for (const [index, row] of rows.entries()) {
    const texts = row.map((value, place) => ({
      text: typeof value === 'string' && !columns[place]?.isHidden ? cellText(value) : '',
      width: columns[place]?.width ?? 10,
    }));
    setHeight(sheet, headRow + 1 + index, texts);
    for (const [place, value] of row.entries()) {
      const { format, isCentred = false } = columns[place] ?? {};
      put(sheet, headRow + 1 + index, place + 1, value, {
        ...(format === undefined ? {} : { numFmt: format }),
        alignment: { wrapText: true, vertical: 'top', horizontal: isCentred ? 'center' : 'left' },
      });
    }
  }
  sheet.autoFilter = {
    from: { row: headRow, column: 1 },
    to: { row: headRow + Math.max(rows.length, 1), column: columns.length },
  };
}

const lineHeight = 20;
const maxHeight = 409;

/**
 * A row as high as its text needs, in points: programs that show a file as it is do not work that out. Marks above and below
 * letters take no room in a line.
 */
export function setHeight(
  sheet: Worksheet,
  row: number,
  cells: readonly { readonly text: string; readonly width: number }[],
): void {
  const linesOf = (text: string, width: number): number =>
    text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(part.replace(/\p{M}/gu, '').length / width)), 0);
  const lines = Math.max(1, ...cells.map(({ text, width }) => linesOf(text, width)));
  sheet.getRow(row).height = Math.min(maxHeight, lines * lineHeight + 3);
}

/** Writes one cell. */
export function put(sheet: Worksheet, row: number, column: number, value: Value, style: Partial<Style> = {}): void {
  const cell = sheet.getCell(row, column);
  cell.value = cellValue(value);
  const isText = typeof value === 'string';
  cell.style = {
    font: { name: font, size: 14, color: { argb: ink } },
    alignment: { wrapText: true, vertical: 'top' },
    border: row > 1 ? { top: line, left: line, bottom: line, right: line } : {},
    // Whoever edits it keeps it a text, too.
    ...(isText && /^[=+\-@\t]/.test(value) ? { numFmt: '@' } : {}),
    ...style,
  };
}

function cellValue(value: Value): CellValue {
  if (typeof value === 'string') return cellText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return { formula: value.formula, result: value.result };
}

/** Lets a person choose from a few words; an empty cell is fine. */
export function offer(sheet: Worksheet, row: number, column: number, words: readonly string[]): void {
  sheet.getCell(row, column).dataValidation = {
    type: 'list',
    allowBlank: true,
    formulae: [quoted(words.join(','))],
    showErrorMessage: true,
    errorTitle: 'ค่าที่เลือกได้',
    error: words.join(' / '),
  };
}
