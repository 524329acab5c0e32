import { expect, test } from 'vitest';
import { documentSchema } from './schema.ts';
import { wholeWordsIn } from './wholeWords.ts';

test('compounds are found at their place, a line break counting as one position', () => {
  const block = documentSchema().nodeFromJSON({
    type: 'paragraph',
    content: [{ type: 'text', text: 'ก' }, { type: 'hardBreak' }, { type: 'text', text: 'ผู้รับบริการดี' }],
  });
  expect(wholeWordsIn(block)).toEqual([{ from: 2, to: 2 + 'ผู้รับบริการ'.length }]);
});
