import { expect, test } from 'vitest';
import { documentSchema } from '../schema.ts';
import { slashMatch } from './slashMenu.ts';

/** What the caret at the end of a block opens: the query, or null. */
function opened(...content: readonly object[]): string | null {
  const block = { type: 'paragraph', content };
  const doc = documentSchema().nodeFromJSON({ type: 'doc', content: [block] });
  return slashMatch(doc.resolve(doc.content.size - 1))?.query ?? null;
}
const text = (words: string, ...marks: readonly string[]): object => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});

test('a slash opens at the start of a block or line and behind a space, not within words', () => {
  expect(opened(text('/'))).toBe('');
  expect(opened(text('ข้อความ /ตาราง'))).toBe('ตาราง');
  expect(opened(text('ก'), { type: 'hardBreak' }, text('/h2'))).toBe('h2');
  expect(opened(text('และ/หรือ'))).toBeNull();
  expect(opened(text('2562/2563'))).toBeNull();
  expect(opened(text('https://a.go.th'))).toBeNull();
});

test('neither where a format begins, nor behind a space in the query', () => {
  expect(opened(text('และ', 'bold'), text('/'))).toBeNull();
  expect(opened(text('/ตาราง ใหญ่'))).toBeNull();
  expect(opened(text(`/${'ก'.repeat(31)}`))).toBeNull();
});
