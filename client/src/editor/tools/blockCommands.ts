import { type Editor, Extension } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import { type EditorCommand, runCommand } from '../commands.ts';
import { type Block, blockAt, currentBlock } from './blocks.ts';
import { moveBlock } from './moveBlock.ts';
import { ownUndoStep } from './ownUndoStep.ts';

/** What a block of words can become, besides a plain paragraph. */
export const turnTargets: readonly EditorCommand[] = [
  'heading2',
  'heading3',
  'bulletList',
  'orderedList',
  'taskList',
  'blockquote',
];

const plainBlocks = new Set([
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'taskList',
  'listItem',
  'taskItem',
  'blockquote',
]);

/** Alt+↑ and Alt+↓ move the block with the caret; by the key's place, so that every layout has them. */
export const BlockKeys = Extension.create({
  name: 'blockKeys',
  priority: 1_060,
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        props: {
          handleKeyDown(view, event) {
            const step = event.code === 'ArrowUp' ? -1 : event.code === 'ArrowDown' ? 1 : 0;
            const isMove = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && !view.composing;
            if (step === 0 || !isMove || !view.editable) return false;
            const block = currentBlock(view.state);
            if (block !== null) moveBlock(editor, block, step);
            // At the edge nothing moves, and nothing else may happen.
            return true;
          },
        },
      }),
    ];
  },
});

/** Puts a copy of a block behind it, and the caret into the copy. */
export function duplicateBlock(editor: Editor, { position, node }: Block): void {
  const at = position + node.nodeSize;
  ownUndoStep(editor, () => {
    const transaction = editor.state.tr.insert(at, node);
    transaction.setSelection(
      TextSelection.near(transaction.doc.resolve(Math.min(at + 1, transaction.doc.content.size))),
    );
    editor.view.dispatch(transaction.scrollIntoView());
  });
}

/** Takes a block out of the text. */
export function deleteBlock(editor: Editor, { position, node }: Block): void {
  ownUndoStep(editor, () =>
    editor.view.dispatch(editor.state.tr.deleteRange(position, position + node.nodeSize).scrollIntoView()),
  );
}

/** Whether a block is made of words alone, so that it can become another one without losing anything. */
export function mayTurn({ node }: Block): boolean {
  return plainBlocks.has(node.type.name);
}

/** Turns a block into another kind. */
export function turnBlock(editor: Editor, block: Block, name: EditorCommand | 'paragraph'): void {
  ownUndoStep(editor, () => {
    const inside = TextSelection.near(editor.state.doc.resolve(block.position + 1));
    editor.view.dispatch(editor.state.tr.setSelection(inside));
    editor.chain().focus().clearNodes().run();
    if (name !== 'paragraph') runCommand(name, editor);
  });
}

/** The block that stands at a position now; null when it has gone. */
export function blockFrom(editor: Editor, position: number): Block | null {
  return blockAt(editor.state.doc, position + 1) ?? blockAt(editor.state.doc, position);
}
