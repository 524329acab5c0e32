import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('begins with the mark, ends lines with CRLF, and quotes what separates', () => {
  expect(
    csvOf([
      ['ข้อ', 'ปี'],
      ['ก, "ข"\nค', 2563],
      [null, ''],
    ]),
  ).toBe('\ufeffข้อ,ปี\r\n"ก, ""ข""\nค",2563\r\n,\r\n');
});

it.each(['=1+1', '+66', '-1', '@SUM(A1)', '\tx', '=HYPERLINK("http://x")', '＝1'])('%s is never calculated', (text) => {
  const [, field] = /^\ufeff(.*)\r\n$/s.exec(csvOf([[text]])) ?? [];
  expect(field?.replace(/^"/, '').startsWith("'")).toBe(true);
});
