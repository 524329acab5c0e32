import { expect, it } from 'vitest';
import { type Content, paragraph } from '../document/content.ts';
import { type HashedDocument, hashedContent } from './hashedContent.ts';

const documentOf = (id: string, content: Content = { type: 'doc', content: [] }): HashedDocument => ({
  id,
  kind: 'evidence',
  level: 'basic',
  content,
});

it('names the schema version and, of each document, id, kind, level and content, and no more', () => {
  const content: Content = { type: 'doc', content: [paragraph('หลักฐาน')] };
  const more = { ...documentOf('a', content), lockEpoch: 3 };
  expect(hashedContent([more])).toEqual({
    schemaVersion: 1,
    documents: [{ id: 'a', kind: 'evidence', level: 'basic', content }],
  });
});

it('is in the order of the ids by code unit, however the documents came', () => {
  const ids = ['b', 'a', 'B', 'ก', '10', '9', '\u{1f600}', '\uff5e'];
  const expected = ['10', '9', 'B', 'a', 'b', 'ก', '\u{1f600}', '\uff5e'].map((id) => documentOf(id));
  for (const order of [ids, [...ids].reverse()])
    expect(hashedContent(order.map((id) => documentOf(id)))).toEqual({ schemaVersion: 1, documents: expected });
});

it('a text keeps its hash when the schema grows: the version is the lowest that has what it holds', () => {
  const version = (...content: Content['content'][number][]) =>
    (hashedContent([documentOf('a', { type: 'doc', content })]) as { schemaVersion: number }).schemaVersion;
  expect(version()).toBe(1);
  expect(version({ type: 'heading', attrs: { level: 2, textAlign: null } })).toBe(1);
  expect(version({ type: 'paragraph', attrs: { textAlign: 'center' } })).toBe(2);
  expect(version({ type: 'blockquote', content: [{ type: 'table' }] })).toBe(2);
  const marked = { type: 'text' as const, text: 'ก', marks: [{ type: 'proves', attrs: { check: '3.3.a1' } }] };
  expect(version({ type: 'paragraph', content: [marked] })).toBe(2);
  expect(version({ type: 'constructor' })).toBe(1);
});

it('what JSON or RFC 8785 cannot hold keeps nothing from being hashed', () => {
  const attrs = { wide: Number.NaN, none: undefined, href: 'a\ud800', '\udc00': ['\ud800', 1, true, null] };
  const content: Content = { type: 'doc', content: [{ type: 'paragraph', attrs }] };
  const kept = { wide: null, href: 'a\ufffd', '\ufffd': ['\ufffd', 1, true, null] };
  expect(hashedContent([documentOf('a', content)])).toEqual({
    schemaVersion: 1,
    documents: [documentOf('a', { type: 'doc', content: [{ type: 'paragraph', attrs: kept }] })],
  });
});
