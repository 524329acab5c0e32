import type { ContentElement } from '@ruam/shared/document/content.ts';
import { paragraph } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import { TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { BoundEditor } from '../boundEditor.ts';
import { keepsResolutions } from './resolutionKeeper.ts';

const resolution = (id: string): ContentElement => ({
  type: 'resolution',
  attrs: { resolution: id, words: [`มติ ${id}`] },
});
const content = [paragraph('ก่อน'), resolution('a'), paragraph('กลาง'), resolution('b'), paragraph('หลัง')];
const open = () => new BoundEditor(contentAsUpdate({ type: 'doc', content }, 1), [keepsResolutions()]);

test('R7 what is typed around resolutions goes in', () => {
  const editor = open().caretBehind('กลาง').type(' พิมพ์เพิ่ม');
  expect(editor.content.content[2]).toEqual(paragraph('กลาง พิมพ์เพิ่ม'));
});

test('R7 nothing takes one away, changes, doubles or moves it', () => {
  const editor = open();
  const before = editor.content;
  const { doc } = editor.state;
  const at = (index: number): number => doc.children.slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0);
  const { tr } = editor.state;
  const attempts = [
    () => editor.state.tr.delete(0, doc.content.size),
    () => editor.state.tr.delete(at(1), at(2)),
    () => editor.state.tr.setSelection(TextSelection.create(doc, 2, at(2) + 2)).deleteSelection(),
    () => editor.state.tr.setNodeAttribute(at(1), 'words', ['มติปลอม']),
    () => editor.state.tr.insert(0, doc.child(1)),
    () => editor.state.tr.delete(at(3), at(4)).insert(0, doc.child(3)),
  ];
  for (const attempt of attempts) {
    expect(attempt().docChanged).toBe(true);
    editor.dispatch(attempt());
    expect(editor.content).toEqual(before);
  }
  expect(tr.docChanged).toBe(false);
});

test('R7 what others do is taken as it comes', () => {
  const editor = open();
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(editor.doc));
  other.getXmlFragment('default').delete(1, 1);
  Y.applyUpdate(editor.doc, Y.encodeStateAsUpdate(other), 'remote');
  expect(editor.state.doc.childCount).toBe(4);
  expect(editor.content.content.map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'resolution', 'paragraph']);
});
