import { reportOptionsSchema } from '@ruam/shared/api/reports.ts';
import { heading, isText, paragraph } from '@ruam/shared/document/content.ts';
import { composeReport } from '@ruam/shared/report/composeReport.ts';
import { expect, it } from 'vitest';
import { fy2562Source } from '../report/testReportSource.ts';
import { measure } from './measures.ts';
import { pagesOfHeadings } from './pageEstimate.ts';
import { longTable } from './testDocument.ts';

const setting = { pictures: new Map(), width: measure, hasSecrecy: false };

it('W4 the categories of FY 2562 stand where LibreOffice sets them with the official font, but for one page', () => {
  const { body } = composeReport(fy2562Source(), reportOptionsSchema.parse({}));
  const headings = body.content.filter((node) => node.type === 'heading' && !isText(node) && node.attrs?.level !== 3);
  const pages = pagesOfHeadings(body.content, setting);
  expect(pages).toHaveLength(headings.length);
  const ofCategories = pages.filter((_, at) => {
    const node = headings[at];
    return node !== undefined && !isText(node) && node.attrs?.level === 1;
  });
  const measured = [2, 4, 6, 8, 10, 12, 15, 16];
  expect(ofCategories.map((page, at) => Math.abs(page - (measured[at] ?? 0)) <= 1)).toEqual(Array(8).fill(true));
});

it('W4 a page break, a long table and a tall picture move what follows', () => {
  const picture = { bytes: new Uint8Array(), mediaType: 'image/png' as const, width: 100, height: 140 };
  const tall = { type: 'image', attrs: { file: 'a' } };
  const head = (text: string) => heading(1, text);
  const body = [
    head('ก'),
    { type: 'pageBreak' },
    head('ข'),
    longTable(6),
    head('ค'),
    tall,
    head('ง'),
    paragraph('ท้าย'),
  ];
  const [first, second, third = 0, fourth] = pagesOfHeadings(body, { ...setting, pictures: new Map([['a', picture]]) });
  expect([first, second]).toEqual([1, 2]);
  expect(third).toBeGreaterThanOrEqual(4);
  expect(fourth).toBe(third + 1);
  expect(pagesOfHeadings([], setting)).toEqual([]);
});
