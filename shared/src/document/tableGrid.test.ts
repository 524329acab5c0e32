import { expect, it } from 'vitest';
import { boundedAttributes, boundedCell, boundedImage } from './attributes.ts';
import { contentAsHtml } from './html.ts';
import { contentAsMarkdown } from './markdown.ts';
import { placeCells, type Span } from './tableGrid.ts';
import { contentAsText } from './text.ts';

const span = (colspan = 1, rowspan = 1): Span => ({ colspan, rowspan });
const columns = (rows: readonly (readonly Span[])[]) => placeCells(rows)?.rows.map((row) => row.map((c) => c.column));

it('cells stand in the first place that is free', () => {
  expect(
    columns([
      [span(1, 2), span(2)],
      [span(), span()],
    ]),
  ).toEqual([
    [0, 1],
    [1, 2],
  ]);
});

it('cells that would meet or stick out reach less far, and none is lost', () => {
  const grid = placeCells([[span(1, 5), span(1, 2)], [span(3)], [span(), span()]]);
  expect(grid?.rows[0]?.map(({ rowspan }) => rowspan)).toEqual([3, 2]);
  expect(grid?.rows[1]).toEqual([{ column: 2, colspan: 3, rowspan: 1 }]);
  expect(grid?.rows[2]?.map(({ column }) => column)).toEqual([1, 2]);
});

it('what is larger than anything we lay out has no grid', () => {
  expect(placeCells(Array.from({ length: 1_001 }, () => [span()]))).toBeNull();
  expect(placeCells([Array.from({ length: 201 }, () => span())])).toBeNull();
});

it('what a cell and an image say is within bounds', () => {
  expect(boundedCell({ colspan: -3, rowspan: 1e9, colwidth: [1e9] })).toEqual({
    colspan: 1,
    rowspan: 100,
    colwidth: [2_000],
  });
  expect(boundedCell({ colspan: Number.NaN, rowspan: '2', colwidth: 'x' })).toEqual({
    colspan: 1,
    rowspan: 1,
    colwidth: null,
  });
  expect(boundedCell({ colspan: 3, colwidth: [80, 'x'] }).colwidth).toEqual([80, 0, 0]);
  expect(boundedImage({ file: 'a/b', alt: 5, width: 3, textAlign: 'up' })).toEqual({
    file: null,
    alt: '',
    width: 10,
    textAlign: null,
  });
  expect(boundedAttributes('tableCell', { colspan: 1e9 })).toEqual({ colspan: 100 });
});

it('what merges left loose in a table is shown as a cell, in every form', () => {
  const loose = (text: string) => ({ type: 'text' as const, text });
  const cell = { type: 'tableCell', content: [{ type: 'paragraph', content: [loose('ในช่อง')] }] };
  const row = { type: 'tableRow', content: [loose('ในแถว'), cell, { type: 'paragraph', content: [loose('ย่อหน้า')] }] };
  const table = { type: 'table', content: [loose('ในตาราง'), row, cell] };
  for (const form of [contentAsText, contentAsHtml, contentAsMarkdown])
    for (const words of ['ในช่อง', 'ในแถว', 'ย่อหน้า', 'ในตาราง'])
      expect(form({ type: 'doc', content: [table] })).toContain(words);
});
