import { type ContentElement, paragraph } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import { NodeSelection } from '@tiptap/pm/state';
import { DecorationSet } from '@tiptap/pm/view';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { BoundEditor, meet, twoEditors } from './boundEditor.ts';
import { createNumbersPlugin } from './paragraphNumbers.ts';
import { createWholeWordsPlugin } from './wholeWords.ts';

const blocks = ['คณะกรรมการหนึ่ง', 'ผู้รับบริการสอง', 'ยุทธศาสตร์สาม', 'สี่'].map(paragraph);
const note: ContentElement = {
  type: 'paragraph',
  content: [
    { type: 'text', text: 'อ้าง' },
    { type: 'footnote', content: [{ type: 'text', text: 'ที่มา' }] },
    { type: 'text', text: 'จบ' },
  ],
};

test('what another writes leaves every other block as it was, down to its node', () => {
  const [one, other] = twoEditors([...blocks, note]);
  const before = one.state.doc.children;
  other.caretBehind('สอง').type('ใหม่');
  meet(one, other);
  const after = one.state.doc.children;
  expect(after[1]?.textContent).toBe('ผู้รับบริการสองใหม่');
  expect(after.map((node, index) => node === before[index])).toEqual([true, false, true, true, true]);
});

test('a chosen footnote stays chosen while another writes in it and around it', () => {
  const [one, other] = twoEditors([...blocks, note]);
  let at = 0;
  one.state.doc.descendants((node, position) => {
    if (node.type.name === 'footnote') at = position;
  });
  one.dispatch(one.state.tr.setSelection(NodeSelection.create(one.state.doc, at)));
  other.caretBehind('ที่มา').type('ของข้อมูล');
  meet(one, other);
  other.caretBehind('หนึ่ง').type('ก่อนหน้า');
  meet(one, other);
  const { selection } = one.state;
  expect(selection instanceof NodeSelection && selection.node.textContent).toBe('ที่มาของข้อมูล');
});

test('both see the same, whatever changes: letters, blocks, an order, a footnote', () => {
  const [one, other] = twoEditors([...blocks, note]);
  const both = (): void => {
    meet(one, other);
    expect(one.state.doc.toJSON()).toEqual(other.state.doc.toJSON());
    expect(one.content).toEqual(other.content);
    const fresh = new BoundEditor(Y.encodeStateAsUpdate(one.doc));
    expect(one.state.doc.toJSON()).toEqual(fresh.state.doc.toJSON());
  };
  one.caretBehind('หนึ่ง').type('ก');
  other.caretBehind('สี่').type('ข');
  both();
  other.caretBehind('ที่มา').type('ของข้อมูล');
  one.caretBehind('จบ').type('แล้ว');
  both();
  const { doc, tr, schema } = one.state;
  const [first] = doc.children;
  one.dispatch(
    tr
      .delete(0, first?.nodeSize ?? 0)
      .insert(doc.content.size - (first?.nodeSize ?? 0), first?.copy(first.content) ?? []),
  );
  other.dispatch(
    other.state.tr.insert(0, schema.nodes.horizontalRule ? [other.state.schema.node('horizontalRule')] : []),
  );
  both();
  other.caretBehind('สาม').dispatch(other.state.tr.split(other.state.selection.head - 2));
  both();
});

test('a place known to Yjs is found again behind blocks that moved', () => {
  const [one, other] = twoEditors(blocks);
  one.caretBehind('ยุทธศาสตร์ส');
  const at = one.state.selection.head;
  const sync = () => ySyncPluginKey.getState(one.state);
  const place = absolutePositionToRelativePosition(at, sync().type, sync().binding.mapping);
  const { doc, tr } = other.state;
  const last = doc.lastChild;
  if (last === null) throw new Error('nothing to move');
  const from = doc.content.size - last.nodeSize;
  other.dispatch(tr.delete(from, doc.content.size).insert(0, last));
  meet(one, other);
  const found = relativePositionToAbsolutePosition(one.doc, sync().type, place, sync().binding.mapping);
  expect(one.state.doc.textBetween((found ?? 0) - 'ยุทธศาสตร์ส'.length, found ?? 0)).toBe('ยุทธศาสตร์ส');
});

test('numbers and whole words are those of the text, however it was changed', () => {
  const update = contentAsUpdate({ type: 'doc', content: [...blocks, note] }, 1);
  const plugins = [createNumbersPlugin('3.3'), createWholeWordsPlugin()];
  const one = new BoundEditor(update, plugins);
  const other = new BoundEditor(update);
  const drawn = (editor: BoundEditor, index: number) => {
    const { decorations } = plugins[index]?.props ?? {};
    const set = decorations?.call(plugins[index] as never, editor.state);
    if (!(set instanceof DecorationSet)) throw new Error('nothing is drawn');
    const attributes = (decoration: unknown) => (decoration as { type: { attrs: unknown } }).type.attrs;
    return set
      .find()
      .map((decoration) => ({ from: decoration.from, to: decoration.to, attrs: attributes(decoration) }))
      .sort((a, b) => a.from - b.from);
  };
  const expectTrue = (): void => {
    const fresh = new BoundEditor(Y.encodeStateAsUpdate(one.doc), plugins);
    for (const index of [0, 1]) expect(drawn(one, index)).toEqual(drawn(fresh, index));
  };
  one.caretBehind('หนึ่ง').type('คณะกรรมการ');
  expectTrue();
  other.caretBehind('สอง').type('ผู้รับบริการ');
  meet(one, other);
  expectTrue();
  one.caretBehind('ยุทธ').dispatch(one.state.tr.delete(one.state.selection.head - 2, one.state.selection.head));
  expectTrue();
  one.caretBehind('สาม').dispatch(one.state.tr.split(one.state.selection.head - 1));
  expectTrue();
  other.caretBehind('ที่มา').type('คณะกรรมการ');
  other.caretBehind('สี่').type('ท้าย');
  meet(one, other);
  expectTrue();
  expect(drawn(one, 0).map(({ attrs }) => attrs)).toContainEqual({ 'data-number': '3.3-¶6' });
});
