import { recommendationAttributesSchema } from '@ruam/shared/document/schema.ts';
import { contentAsUpdate, readContent } from '@ruam/shared/document/yjs.ts';
import { Fragment } from '@tiptap/pm/model';
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { documentSchema } from './schema.ts';

const schema = documentSchema();

function replica(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc;
}

/** What the editor does when an attribute of the first recommendation is changed. */
function change(doc: Y.Doc, attributes: Readonly<Record<string, unknown>>): void {
  const fragment = doc.getXmlFragment('default');
  const { doc: before, mapping } = initProseMirrorDoc(fragment, schema);
  const block = before.child(0);
  const after = before.copy(
    Fragment.from(block.type.create({ ...block.attrs, ...attributes }, block.content, block.marks)),
  );
  updateYFragment(doc, fragment, after, { mapping, isOMark: new Map() });
}

it('two people who change different things of a recommendation at once both find theirs, and its words stay', () => {
  const base = contentAsUpdate(
    {
      type: 'doc',
      content: [
        {
          type: 'recommendation',
          attrs: { units: ['สำนักวิชาการ'], targetFiscalYear: 2563, status: 'open' },
          content: [{ type: 'text', text: 'ควรทบทวน' }],
        },
      ],
    },
    1,
  );
  const [one, other] = [replica(base), replica(base)];
  change(one, { status: 'done' });
  change(other, { units: ['สำนักวิชาการ', 'สำนักการพิมพ์'], responsibleText: 'สำนักวิชาการ สำนักการพิมพ์' });
  // While a third writes in it.
  const third = replica(base);
  const element = third.getXmlFragment('default').get(0);
  const text = element instanceof Y.XmlElement ? element.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('no words');
  text.insert(text.length, 'แผน');
  for (const doc of [other, third]) Y.applyUpdate(one, Y.encodeStateAsUpdate(doc));
  const [block] = readContent(one).content;
  expect(block).toMatchObject({ content: [{ type: 'text', text: 'ควรทบทวนแผน' }] });
  expect(recommendationAttributesSchema.parse(block && 'attrs' in block ? block.attrs : {})).toMatchObject({
    status: 'done',
    targetFiscalYear: 2563,
    units: ['สำนักวิชาการ', 'สำนักการพิมพ์'],
    responsibleText: 'สำนักวิชาการ สำนักการพิมพ์',
  });
});
