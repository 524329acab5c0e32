import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** A block that is cited by its number. */
export interface NumberedBlock {
  readonly position: number;
  readonly size: number;
  /** From 1, in reading order. */
  readonly number: number;
}

/** The blocks that carry a paragraph number: every block of text; a list item counts once, whatever stands in it. */
export function numberedBlocks(doc: Node): readonly NumberedBlock[] {
  const blocks: NumberedBlock[] = [];
  const visit = (parent: Node, start: number, isInItem: boolean): void =>
    parent.forEach((node, offset) => {
      const position = start + offset;
      const isItem = node.type.name === 'listItem';
      if (isItem || (node.isTextblock && !isInItem)) {
        blocks.push({ position, size: node.nodeSize, number: blocks.length + 1 });
      }
      if (!node.isTextblock) visit(node, position + 1, isItem || isInItem);
    });
  visit(doc, 0, false);
  return blocks;
}

/** "3.3-¶1", or "¶1" without a prefix. */
export function paragraphLabel(prefix: string | null, number: number): string {
  return prefix === null ? `¶${number}` : `${prefix}-¶${number}`;
}

interface NumbersState {
  readonly blocks: readonly NumberedBlock[];
  readonly current: number | null;
  readonly decorations: DecorationSet;
}

const key = new PluginKey<NumbersState>('paragraphNumbers');

/**
 * Numbers in the margin, as node decorations that CSS draws: nothing is put into the text, so carets and input methods
 * do not meet them. The block with the caret is marked as current.
 */
export const ParagraphNumbers = Extension.create<{ prefix: string | null; marksCurrent: boolean }>({
  name: 'paragraphNumbers',
  addOptions: () => ({ prefix: null, marksCurrent: true }),
  addProseMirrorPlugins() {
    const { prefix, marksCurrent } = this.options;
    return [
      new Plugin<NumbersState>({
        key,
        state: {
          init: (_config, state) => numbersOf(state, numberedBlocks(state.doc), prefix, marksCurrent),
          apply(transaction, before, _old, state) {
            if (!transaction.docChanged && !transaction.selectionSet) return before;
            const blocks = transaction.docChanged ? numberedBlocks(state.doc) : before.blocks;
            const isSame =
              blocks === before.blocks && before.current === (marksCurrent ? currentOf(state, blocks) : null);
            return isSame ? before : numbersOf(state, blocks, prefix, marksCurrent);
          },
        },
        props: { decorations: (state) => key.getState(state)?.decorations },
      }),
    ];
  },
});

function numbersOf(
  state: EditorState,
  blocks: readonly NumberedBlock[],
  prefix: string | null,
  marksCurrent: boolean,
): NumbersState {
  const current = marksCurrent ? currentOf(state, blocks) : null;
  const decorations = blocks.map(({ position, size, number }) =>
    Decoration.node(position, position + size, {
      'data-number': paragraphLabel(prefix, number),
      ...(number === current ? { class: 'ruam-current' } : {}),
    }),
  );
  return { blocks, current, decorations: DecorationSet.create(state.doc, decorations) };
}

/** The innermost numbered block around the caret. */
function currentOf(state: EditorState, blocks: readonly NumberedBlock[]): number | null {
  const { head } = state.selection;
  const around = blocks.findLast(({ position, size }) => position <= head && head <= position + size);
  return around?.number ?? null;
}
