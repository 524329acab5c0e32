import { type Content, type ContentElement, paragraph } from '@ruam/shared/document/content.ts';
import { numberedParagraphs } from '@ruam/shared/document/paragraphs.ts';
import { expect, test } from 'vitest';
import { indexOfBlock, passagesOf, wordsOf } from './passages.ts';

const item = (...content: readonly ContentElement[]): ContentElement => ({ type: 'listItem', content });
const content: Content = {
  type: 'doc',
  content: [
    paragraph('หนึ่ง'),
    {
      type: 'orderedList',
      attrs: { start: 3 },
      content: [
        item(paragraph('สอง'), { type: 'bulletList', content: [item(paragraph('สาม'))] }),
        item(paragraph('สี่')),
      ],
    },
    { type: 'image', attrs: { file: 'f1' } },
    { type: 'blockquote', content: [paragraph('ห้า')] },
    { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph('หก')] }] }] },
    { type: 'pageBreak' },
  ],
};

test('passages carry the numbers and identities of the numbered paragraphs, each once', () => {
  const numbered = numberedParagraphs(content);
  const ids = numbered.map((_, at) => `7.${at}`);
  const passages = passagesOf({ content, ids });
  expect(passages.map(({ number, lead, depth, block }) => [number, lead, depth, wordsOf(block)])).toEqual([
    [1, null, 0, 'หนึ่ง'],
    [2, '3.', 0, 'สอง'],
    [3, '•', 1, 'สาม'],
    [4, '4.', 0, 'สี่'],
    [null, null, 0, ''],
    [5, null, 1, 'ห้า'],
    [6, null, 0, 'หก'],
  ]);
  expect(passages.filter(({ number }) => number !== null).map(({ id }) => id)).toEqual(ids);
});

test('a block that is gone leaves its place to the next; without a block the text begins', () => {
  const passages = passagesOf({ content, ids: numberedParagraphs(content).map((_, at) => `7.${at}`) });
  expect(indexOfBlock(passages, '7.3', 0)).toBe(3);
  expect(indexOfBlock(passages, '9.9', 3)).toBe(3);
  expect(indexOfBlock(passages, '9.9', 40)).toBe(6);
  expect(indexOfBlock(passages, null, 3)).toBe(0);
});
