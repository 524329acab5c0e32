import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { documentSchema } from '../schema.ts';
import { outlineOf } from './outline.ts';

const heading = (level: number, text: string): object => ({
  type: 'heading',
  attrs: { level },
  ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
});
const paragraph = (text: string): object => ({ type: 'paragraph', content: [{ type: 'text', text }] });

test('headings with the numbers of their paragraphs; the last one above the caret is the current one', () => {
  const doc = documentSchema().nodeFromJSON({
    type: 'doc',
    content: [
      heading(2, 'บทนำ'),
      paragraph('ก'),
      heading(3, ''),
      heading(3, 'ช่องทาง'),
      paragraph('ข'),
      heading(2, 'สรุป'),
    ],
  });
  const state = EditorState.create({ doc });
  const caret = doc.content.size - doc.child(doc.childCount - 1).nodeSize - 1;
  const shown = outlineOf(state.apply(state.tr.setSelection(TextSelection.create(doc, caret))));
  expect(shown.map(({ number, level, text, isCurrent }) => [number, level, text, isCurrent])).toEqual([
    [1, 2, 'บทนำ', false],
    [4, 3, 'ช่องทาง', true],
    [6, 2, 'สรุป', false],
  ]);
});
