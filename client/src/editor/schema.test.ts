import { blockNames, inlineNames, markNames, recommendationAttributesSchema } from '@ruam/shared/document/schema.ts';
import { expect, test } from 'vitest';
import { mayBind, viewable } from './contentCheck.ts';
import { recommendationOf } from './recommendation.ts';
import { documentSchema } from './schema.ts';

const schema = documentSchema();

test('S10 the editor’s names are the shared schema’s, no more and no less', () => {
  expect(Object.keys(schema.nodes).sort()).toEqual(['doc', ...blockNames, ...inlineNames].sort());
  expect(Object.keys(schema.marks).sort()).toEqual([...markNames].sort());
});

test('S10 attributes: those of a recommendation are the shared ones, others have only what a document needs', () => {
  const attributes = Object.fromEntries(
    [...Object.values(schema.nodes), ...Object.values(schema.marks)]
      .map((type): [string, string[]] => [type.name, Object.keys(type.spec.attrs ?? {}).sort()])
      .filter(([, names]) => names.length > 0),
  );
  expect(attributes).toEqual({
    heading: ['level'],
    orderedList: ['start'],
    link: ['href'],
    recommendation: Object.keys(recommendationAttributesSchema.shape).sort(),
  });
});

test('S10 an editor is bound only to what its schema knows, where it may stand', () => {
  const text = { type: 'text', text: 'ก' } as const;
  const doc = (...content: object[]) => ({ type: 'doc' as const, content: content as never });
  expect(mayBind(doc(), schema)).toBe(true);
  expect(mayBind(doc({ type: 'recommendation', attrs: { units: ['สำนักการประชุม'] }, content: [text] }), schema)).toBe(
    true,
  );
  expect(mayBind(doc({ type: 'table' }), schema)).toBe(false);
  expect(mayBind(doc({ type: 'heading', attrs: { level: 2 }, content: [text] }), schema)).toBe(true);
  expect(mayBind(doc({ type: 'heading', attrs: { level: 2, glow: 1 }, content: [text] }), schema)).toBe(false);
  expect(mayBind(doc({ type: 'paragraph', attrs: { glow: 1 }, content: [text] }), schema)).toBe(false);
  expect(mayBind(doc({ type: 'paragraph', content: [{ ...text, marks: [{ type: 'glow' }] }] }), schema)).toBe(false);
  expect(mayBind(doc({ type: 'paragraph', content: [{ type: 'paragraph', content: [text] }] }), schema)).toBe(false);
});

test('S10 what is unknown can still be read', () => {
  const text = { type: 'text', text: 'ยังอ่านได้', marks: [{ type: 'glow' }] } as const;
  const shown = viewable({
    type: 'doc',
    content: [
      { type: 'table', content: [{ type: 'row', content: [text] }] },
      { type: 'paragraph', content: [text] },
    ],
  });
  expect(shown.content).toEqual([
    { type: 'paragraph', content: [{ type: 'text', text: 'ยังอ่านได้' }] },
    { type: 'paragraph', content: [{ type: 'text', text: 'ยังอ่านได้', marks: [] }] },
  ]);
  expect(viewable({ type: 'doc', content: [] }).content).toEqual([{ type: 'paragraph' }]);
});

test('attributes that do not fit are left out, the rest is read', () => {
  expect(recommendationOf({ depth: null, targetLevel: 'gold', targetFiscalYear: 2563, units: null })).toMatchObject({
    depth: 0,
    targetLevel: null,
    targetFiscalYear: 2563,
    units: [],
  });
});
