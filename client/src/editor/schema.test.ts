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
    paragraph: ['part', 'textAlign'],
    heading: ['level', 'part', 'textAlign'],
    orderedList: ['start'],
    taskItem: ['checked'],
    tableCell: ['colspan', 'colwidth', 'header', 'rowspan'],
    tableHeader: ['colspan', 'colwidth', 'header', 'rowspan'],
    image: ['alt', 'file', 'textAlign', 'width'],
    evidenceFile: ['evidence'],
    resolution: ['resolution', 'words'],
    link: ['href'],
    proves: ['check'],
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
  expect(mayBind(doc({ type: 'mystery' }), schema)).toBe(false);
  expect(mayBind(doc({ type: 'heading', attrs: { level: 2 }, content: [text] }), schema)).toBe(true);
  expect(mayBind(doc({ type: 'heading', attrs: { level: 2, glow: 1 }, content: [text] }), schema)).toBe(false);
  expect(mayBind(doc({ type: 'paragraph', attrs: { glow: 1 }, content: [text] }), schema)).toBe(false);
  expect(mayBind(doc({ type: 'paragraph', content: [{ ...text, marks: [{ type: 'glow' }] }] }), schema)).toBe(false);
  expect(mayBind(doc({ type: 'paragraph', content: [{ type: 'paragraph', content: [text] }] }), schema)).toBe(false);
});

test('S10 an editor is bound to what merging can leave: something is missing, marks that exclude each other meet', () => {
  const doc = (...content: object[]) => ({ type: 'doc' as const, content: content as never });
  const both = { type: 'text', text: 'ก', marks: [{ type: 'bold' }, { type: 'code' }] };
  expect(mayBind(doc({ type: 'paragraph', content: [both] }), schema)).toBe(true);
  expect(mayBind(doc({ type: 'table' }), schema)).toBe(true);
  expect(
    mayBind(doc({ type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell' }] }] }), schema),
  ).toBe(true);
  expect(mayBind(doc({ type: 'bulletList', content: [{ type: 'listItem' }] }), schema)).toBe(true);
  expect(mayBind(doc({ type: 'table', content: [{ type: 'paragraph' }] }), schema)).toBe(false);
  expect(mayBind(doc({ type: 'text', text: 'ลอย' }), schema)).toBe(false);
});

test('S10 a view draws spans within bounds, and what is as it should be as it is', () => {
  const cell = (attrs: object) => ({ type: 'tableCell', attrs, content: [{ type: 'paragraph' }] });
  const table = (attrs: object) => ({ type: 'table', content: [{ type: 'tableRow', content: [cell(attrs)] }] });
  const fine = table({ colspan: 2, rowspan: 1 });
  expect(viewable({ type: 'doc', content: [fine as never] }).content[0]).toBe(fine);
  expect(JSON.stringify(viewable({ type: 'doc', content: [table({ colspan: 1e9 }) as never] }))).toContain(
    '"colspan":100',
  );
});

test('S10 what is unknown can still be read', () => {
  const text = { type: 'text', text: 'ยังอ่านได้', marks: [{ type: 'glow' }] } as const;
  const shown = viewable({
    type: 'doc',
    content: [
      { type: 'mystery', content: [{ type: 'row', content: [text] }] },
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
