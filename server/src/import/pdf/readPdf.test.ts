import { expect, it } from 'vitest';
import { text } from '../testHostileFiles.ts';
import { pdfOf, pdfPage } from '../testOffice.ts';
import { readPdf } from './readPdf.ts';

it('a page that cannot be read is told, and the others are read', async () => {
  const objects = pdfPage([700, 680].map((height) => text.replace('700', String(height))).join(' '));
  objects[1] = '<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>';
  const source = await readPdf(pdfOf([...objects, '[ 1 2 ]']));
  expect(source).toMatchObject({ kind: 'lines', lines: [{ page: 1 }, { page: 1 }] });
  expect(source.notUnderstood).toEqual([{ line: 0, text: '', reason: 'page 2 could not be read' }]);
});
