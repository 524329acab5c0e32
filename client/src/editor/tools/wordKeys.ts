import { nextWordStop, previousWordStop, wordAt } from '@ruam/shared/thai/wordBounds.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { isMac } from '../shortcuts.ts';
import { blockText } from './blockText.ts';

/** What a word key does. */
interface WordKey {
  readonly direction: 1 | -1;
  readonly action: 'move' | 'select' | 'delete';
}

/**
 * Moves, selects and deletes by Thai words: browsers know neither the compounds of the domain nor, in some, any Thai.
 * Double click selects such a word.
 */
export const WordKeys = Extension.create({
  name: 'wordKeys',
  // Above the base keys of ProseMirror, which know no words.
  priority: 1_050,
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleKeyDown(view, event) {
            const key = view.composing ? null : wordKeyOf(event, isMac(navigator.platform));
            const transaction = key === null ? null : wordTransaction(view.state, key, isMac(navigator.platform));
            if (transaction === null) return false;
            view.dispatch(transaction.scrollIntoView());
            return true;
          },
          handleDoubleClickOn(view, position, _node, _nodePosition, event) {
            if (event.button !== 0 || event.shiftKey) return false;
            const selection = wordSelection(view.state.doc, position);
            if (selection === null) return false;
            view.focus();
            view.dispatch(view.state.tr.setSelection(selection).setMeta('pointer', true));
            return true;
          },
        },
      }),
    ];
  },
});

/** The word key that was pressed: with Ctrl, or Alt on a Mac; null for any other. */
export function wordKeyOf(event: KeyboardEvent, mac: boolean): WordKey | null {
  const { ctrlKey, altKey, metaKey, shiftKey } = event;
  if (event.isComposing || metaKey || (mac ? !altKey || ctrlKey : !ctrlKey || altKey)) return null;
  switch (event.key) {
    case 'ArrowLeft':
      return { direction: -1, action: shiftKey ? 'select' : 'move' };
    case 'ArrowRight':
      return { direction: 1, action: shiftKey ? 'select' : 'move' };
    case 'Backspace':
      return shiftKey ? null : { direction: -1, action: 'delete' };
    case 'Delete':
      return shiftKey ? null : { direction: 1, action: 'delete' };
    default:
      return null;
  }
}

/** What a word key does to a state; null where the editor's own keys know better: at the edges of a block, on a node. */
export function wordTransaction(state: EditorState, key: WordKey, mac: boolean): Transaction | null {
  const { selection } = state;
  if (!(selection instanceof TextSelection)) return null;
  if (key.action === 'delete' && !selection.empty) return null;
  const to = wordStop(selection, key, mac);
  if (key.action === 'delete') {
    if (to === null) return null;
    return state.tr.delete(Math.min(to, selection.head), Math.max(to, selection.head));
  }
  const head = to ?? neighbour(state, key.direction);
  if (head === null) return null;
  const anchor = key.action === 'select' ? selection.anchor : head;
  return state.tr.setSelection(TextSelection.create(state.doc, anchor, head));
}

/** The selection of the word at a position; null where there is none. */
export function wordSelection(doc: Node, position: number): TextSelection | null {
  const $position = doc.resolve(position);
  if (!$position.parent.inlineContent) return null;
  const word = wordAt(blockText($position.parent), $position.parentOffset);
  if (word === null) return null;
  return TextSelection.create(doc, $position.start() + word.from, $position.start() + word.to);
}

function wordStop({ $head }: TextSelection, { direction, action }: WordKey, mac: boolean): number | null {
  const text = blockText($head.parent);
  const at = $head.parentOffset;
  if (!$head.parent.inlineContent || at === (direction === 1 ? text.length : 0)) return null;
  if (direction === -1) return $head.start() + previousWordStop(text, at);
  // A deletion takes the word; the space behind it goes with the next one, as in Word.
  return $head.start() + nextWordStop(text, at, mac || action === 'delete' ? 'end' : 'start');
}

/** Across the edge of a block, into the next one that holds text. */
function neighbour(state: EditorState, direction: 1 | -1): number | null {
  const { $head } = state.selection;
  const edge = direction === 1 ? $head.after() : $head.before();
  return Selection.findFrom(state.doc.resolve(edge), direction, true)?.head ?? null;
}
