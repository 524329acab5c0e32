import { type ContentElement, paragraph } from '@ruam/shared/document/content.ts';
import { expect, it } from 'vitest';
import { cell, longTable, reportOf, row } from './testDocument.ts';
import { linesOf, partsIn } from './testUnzip.ts';
import { wordFile } from './wordFile.ts';

const made = async (...content: ContentElement[]): Promise<string> =>
  partsIn(await wordFile(reportOf(content), new Map())).get('word/document.xml') ?? '';
const rowsOf = (xml: string): string[] => xml.match(/<w:tr>.*?<\/w:tr>/gs) ?? [];
/** How many columns the cells of a row take. */
const columnsOf = (xml: string): number =>
  [...xml.matchAll(/<w:tc>.*?<\/w:tc>/gs)].reduce(
    (sum, [one]) => sum + Number(/<w:gridSpan w:val="(\d+)"/.exec(one)?.[1] ?? 1),
    0,
  );
const heads = (xml: string): number => rowsOf(xml).filter((one) => one.includes('<w:tblHeader/>')).length;
const unbroken = (xml: string): boolean[] => rowsOf(xml).map((one) => one.includes('<w:cantSplit/>'));

it('a table of three pages keeps its widths, its merged cells and its heads', async () => {
  const xml = await made(longTable(12));
  const grid = [...xml.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) => Number(width));
  expect(grid).toHaveLength(5);
  expect(Math.round(((grid[0] ?? 0) / (grid[1] ?? 1)) * 10)).toBe(30);
  expect(9_071 - grid.reduce((sum, width) => sum + width, 0)).toBeLessThan(5);
  expect(rowsOf(xml)).toHaveLength(62);
  expect(rowsOf(xml).map(columnsOf)).toEqual(Array(62).fill(5));
  expect(heads(xml)).toBe(2);
  expect(
    rowsOf(xml)
      .slice(0, 2)
      .every((one) => one.includes('<w:tblHeader/>')),
  ).toBe(true);
  expect(xml.match(/<w:vMerge w:val="restart"\/>/g)).toHaveLength(2 + 12);
  expect(xml.match(/<w:vMerge(?: w:val="continue")?\/>/g)).toHaveLength(2 + 12 * 4);
  expect(linesOf(xml).filter((line) => line.startsWith('ด้านที่'))).toHaveLength(12);
});

it('every row fills the grid, whatever merging has left', async () => {
  const table = {
    type: 'table',
    content: [
      row(cell('ก', { rowspan: 9, colspan: 2 }), cell('ข')),
      row(),
      row(cell('ค')),
      row(cell('ง', { colspan: 7 })),
    ],
  };
  const xml = await made(table);
  expect(rowsOf(xml)).toHaveLength(3);
  expect(new Set(rowsOf(xml).map(columnsOf)).size).toBe(1);
  expect(linesOf(xml)).toEqual(['ก', 'ข', 'ค', 'ง']);
});

it('a row that is higher than a page may break, and heads that fill one are not repeated', async () => {
  const high = 'ข้อความยาว '.repeat(400);
  const xml = await made({
    type: 'table',
    content: [row(cell('หัว', {}, 'tableHeader')), row(cell(high)), row(cell('สั้น'))],
  });
  expect(unbroken(xml)).toEqual([true, false, true]);
  expect(heads(xml)).toBe(1);
  const head = await made({ type: 'table', content: [row(cell(high, {}, 'tableHeader')), row(cell('สั้น'))] });
  expect(heads(head)).toBe(0);
});

it('a table may stand in a cell, which ends with a paragraph', async () => {
  const inner = { type: 'table', content: [row(cell('ใน'))] };
  const xml = await made({ type: 'table', content: [row({ type: 'tableCell', content: [paragraph('นอก'), inner] })] });
  expect(xml.match(/<w:tbl>/g)).toHaveLength(2);
  expect(xml).not.toMatch(/<\/w:tbl><\/w:tc>/);
  expect(linesOf(xml)).toEqual(['นอก', 'ใน']);
});
