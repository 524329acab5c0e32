import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin } from '@tiptap/pm/state';
import { tableEditing } from '@tiptap/pm/tables';
import { isSound, tableAround } from './tableRepair.ts';

/**
 * Selecting cells, keys and pasting in tables, as prosemirror-tables has them, but without its repair: that answers every
 * change, foreign ones too, by writing, and two editors that repair the same table double its cells, again and again (S10).
 * In a table that merging has broken, keys and mouse do what they do in any text; its next table command repairs it.
 */
export function tableEditingWithoutRepair(): Plugin {
  const original = tableEditing({ allowTableNodeSelection: true });
  const { props, appendTransaction, ...spec } = original.spec;
  return new Plugin({
    ...spec,
    props: {
      ...props,
      handleKeyDown: (view, event) =>
        isWhole(view.state) && (props?.handleKeyDown?.call(original, view, event) ?? false),
      handlePaste: (view, event, slice) =>
        isWhole(view.state) && (props?.handlePaste?.call(original, view, event, slice) ?? false),
      handleTripleClick: (view, position, event) =>
        isWholeAt(view.state.doc, position) &&
        (props?.handleTripleClick?.call(original, view, position, event) ?? false),
    },
    // Given the same state twice it looks at no table, only at the selection.
    appendTransaction: (transactions, _before, after) =>
      isWhole(after) ? appendTransaction?.call(original, transactions, after, after) : null,
  });
}

function isWhole(state: EditorState): boolean {
  const { $anchor, $head } = state.selection;
  return [tableAround($anchor), tableAround($head)].every((around) => around === null || isSound(around.table));
}

function isWholeAt(doc: Node, position: number): boolean {
  const around = tableAround(doc.resolve(position));
  return around === null || isSound(around.table);
}
