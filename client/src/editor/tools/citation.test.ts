import { identifiedParagraphs } from '@ruam/shared/document/blockIds.ts';
import { paragraph } from '@ruam/shared/document/content.ts';
import { numberedParagraphs } from '@ruam/shared/document/paragraphs.ts';
import { documentRoot } from '@ruam/shared/document/schema.ts';
import { readContent, writeContent, writeNodes } from '@ruam/shared/document/yjs.ts';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { citationOf, findCited, linkTo, readCitation } from './citation.ts';

const words = ['หนึ่ง ช่องทางรับฟัง', 'สอง สำรวจความพึงพอใจ', 'สาม จัดการข้อร้องเรียน'];

function docOf(...texts: readonly string[]): Y.Doc {
  const doc = new Y.Doc();
  writeContent(doc, { type: 'doc', content: texts.map(paragraph) });
  return doc;
}
const insert = (doc: Y.Doc, at: number, text: string): void =>
  doc.getXmlFragment(documentRoot).insert(at, writeNodes([paragraph(text)]));
const cite = (doc: Y.Doc, number: number) => {
  const cited = citationOf(doc, 'd1', number);
  if (cited === null) throw new Error('no such paragraph');
  return cited;
};

it('a cited paragraph is found wherever it went while others edit, with the number of then and of now', () => {
  const doc = docOf(...words);
  const cited = cite(doc, 2);
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  insert(other, 0, 'แทรกข้างบน');
  insert(other, 1, 'อีกย่อหน้า');
  const text = doc.getXmlFragment(documentRoot).get(1);
  if (text instanceof Y.XmlElement) (text.get(0) as Y.XmlText).insert(0, 'แก้ต้นย่อหน้า ');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  expect(cited.number).toBe(2);
  expect(findCited(doc, cited)).toEqual({ name: 'here', number: 4 });
});

it('citing and finding write nothing', () => {
  const doc = docOf(...words);
  const before = Y.encodeStateAsUpdate(doc);
  findCited(doc, cite(doc, 3));
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

it('one that was cut and pasted is found by its words, when they begin one paragraph only', () => {
  const doc = docOf(...words);
  const cited = cite(doc, 1);
  doc.getXmlFragment(documentRoot).delete(0, 1);
  expect(findCited(doc, cited)).toEqual({ name: 'gone' });
  insert(doc, 2, `${words[0]} และต่อ`);
  expect(findCited(doc, cited)).toEqual({ name: 'sameWords', number: 3 });
  insert(doc, 0, words[0] ?? '');
  expect(findCited(doc, cited)).toEqual({ name: 'gone' });
});

it('the blocks with an identity are those that are numbered', () => {
  const doc = new Y.Doc();
  const item = { type: 'listItem', content: [paragraph('ในรายการ')] };
  const cell = { type: 'tableCell', content: [paragraph('ในช่อง')] };
  writeContent(doc, {
    type: 'doc',
    content: [
      paragraph('ก'),
      { type: 'bulletList', content: [item, item] },
      { type: 'blockquote', content: [paragraph('อ้าง')] },
      { type: 'table', content: [{ type: 'tableRow', content: [cell] }] },
      { type: 'recommendation', content: [{ type: 'text', text: 'ควร' }] },
    ],
  });
  const identified = identifiedParagraphs(doc).map(({ block }) => block);
  expect(identified).toEqual(numberedParagraphs(readContent(doc)).map(({ block }) => block));
});

it('a link carries the citation and the place, and nothing of an older citation', () => {
  const cited = cite(docOf(...words), 2);
  const place = 'https://ruam.test/cycles/c/categories/3/items/3.3?part=evidence&level=basic';
  const link = linkTo(cited, new URL(`${place}#top`));
  expect(readCitation(new URL(link).searchParams)).toEqual(cited);
  expect(new URL(link).searchParams.get('level')).toBe('basic');
  expect(linkTo(cited, new URL(link))).toBe(link);
});

it.each([
  'in=d&block=1.2&number=0',
  'in=d&block=1.2&number=x',
  'in=d&block=../1&number=1',
  'block=1.2&number=1',
  'in=d&number=1',
  '',
])('%s cites nothing', (search) => {
  expect(readCitation(new URLSearchParams(search))).toBeNull();
});
