import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportOptionsSchema } from '@ruam/shared/api/reports.ts';
import { composeReport } from '@ruam/shared/report/composeReport.ts';
import { toThaiDigits } from '@ruam/shared/thai/digits.ts';
import { withoutSpaces } from '@ruam/shared/thai/normalize.ts';
import { repairExtractedText } from '@ruam/shared/thai/repair.ts';
import { expect, it } from 'vitest';
import { fy2562Source } from '../report/testReportSource.ts';
import { linesOf, partsIn } from './testUnzip.ts';
import { wordFile } from './wordFile.ts';

const reportFile = join(import.meta.dirname, '../../sample/fy2562-report.txt');
/** How far on the next line of the source may stand, in its own lengths. */
const reach = 4;
const isDecoration = /^\s*([๐-๙]+|\.+)\s*$/;

it('the report of FY 2562 read back from its Word file is the published one, with its items and 35 responsible places', async () => {
  const source = fy2562Source();
  const document = composeReport(source, reportOptionsSchema.parse({ contents: false }));
  const parts = partsIn(await wordFile(document, new Map()));
  const told = linesOf(parts.get('word/document.xml') ?? '');
  const text = withoutSpaces(told.join('\n'));
  const lines = repairExtractedText(await readFile(reportFile, 'utf8'))
    .split('\n')
    .filter((line) => !isDecoration.test(line))
    .map(withoutSpaces);
  let at = 0;
  let letters = 0;
  for (const line of lines) {
    const found = text.slice(at, at + reach * line.length).indexOf(line);
    if (found === -1) continue;
    at += found + line.length;
    letters += line.length;
  }
  expect(letters / lines.join('').length).toBeGreaterThanOrEqual(0.99);
  expect(letters / text.length).toBeGreaterThanOrEqual(0.99);

  const items = source.categories.filter(({ kind }) => kind === 'process').flatMap((category) => category.items);
  const places = items.map(({ code }) => told.findIndex((line) => line.startsWith(`${toThaiDigits(code)} `)));
  expect(places).toHaveLength(24);
  expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
  const levels = items.map(({ level }, index) => {
    const own = told.slice(places[index], places[index + 1]);
    return own[own.indexOf('ผลการดำเนินงาน') + 1]?.toLowerCase().includes(level ?? 'none');
  });
  expect(levels).toEqual(Array(24).fill(true));
  expect(told.join('\n').match(/\(ผู้รับผิดชอบ /g)).toHaveLength(35);
});
