import type { ContentElement } from '@ruam/shared/document/content.ts';
import { paragraph } from '@ruam/shared/document/content.ts';
import { NodeSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { type BoundEditor, twoEditors } from '../boundEditor.ts';
import { isInOutermost, paragraphAtEdge } from './edgeParagraph.ts';

const cell = (attrs: Record<string, unknown>, ...words: readonly string[]): ContentElement => ({
  type: 'tableCell',
  attrs: { colspan: 1, rowspan: 1, ...attrs },
  content: words.map(paragraph),
});
const table: ContentElement = {
  type: 'table',
  content: [
    { type: 'tableRow', content: [cell({ rowspan: 2 }, 'สูง'), cell({}, 'บน')] },
    { type: 'tableRow', content: [cell({}, 'ล่าง', 'ท้าย')] },
  ],
};
const edges = (editor: BoundEditor) =>
  (['start', 'end'] as const).filter((edge) => isInOutermost(editor.state, edge)).join(' ');

test('out of the first and last row of a table at the edge of the text, and out of nothing else', () => {
  const [editor] = twoEditors([table]);
  const at = (words: string) => edges(editor.caretBehind(words));
  expect(['สูง', 'บน', 'ล่าง', 'ท้าย'].map(at)).toEqual(['start end', 'start', '', 'end']);
  const [between] = twoEditors([paragraph('ก่อน'), table, paragraph('หลัง')]);
  expect(['ก่อน', 'บน', 'ท้าย', 'หลัง'].map((words) => edges(between.caretBehind(words)))).toEqual(['', '', '', '']);
});

test.each(['image', 'pageBreak', 'horizontalRule', 'table'])(
  'a paragraph behind and before a %s that stands alone',
  (type) => {
    const [editor] = twoEditors([type === 'table' ? table : { type }]);
    const vector = Y.encodeStateVector(editor.doc);
    if (type !== 'table') editor.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, 0)));
    else editor.caretBehind('สูง');
    expect(edges(editor)).toBe('start end');
    // Looking writes nothing.
    expect(Y.encodeStateVector(editor.doc)).toEqual(vector);
    for (const edge of ['end', 'start'] as const) {
      const transaction = paragraphAtEdge(editor.state, edge);
      if (transaction === null) throw new Error('no way out');
      editor.dispatch(transaction);
      editor.type(edge);
    }
    expect(editor.content.content.map((block) => block.type)).toEqual(['paragraph', type, 'paragraph']);
    expect(editor.content.content[0]).toEqual(paragraph('start'));
  },
);

test('a text that ends in words needs none', () => {
  const [editor] = twoEditors([paragraph('จบ')]);
  expect(paragraphAtEdge(editor.state, 'end')).toBeNull();
});
