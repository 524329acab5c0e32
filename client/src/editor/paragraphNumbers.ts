import { Extension } from '@tiptap/core';
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { isWithinText } from './changedText.ts';

/** A block that is cited by its number. */
export interface NumberedBlock {
  readonly position: number;
  readonly size: number;
  /** From 1, in reading order. */
  readonly number: number;
}

const items: ReadonlySet<string> = new Set(['listItem', 'taskItem']);

/**
 * The blocks that carry a paragraph number: every block of text; a list item counts once, whatever stands in it, and so does
 * a table, whose cells have none. As `numberedParagraphs` of the shared document rules counts them.
 */
export function numberedBlocks(doc: Node): readonly NumberedBlock[] {
  const blocks: NumberedBlock[] = [];
  const visit = (parent: Node, start: number, isInItem: boolean): void =>
    parent.forEach((node, offset) => {
      const position = start + offset;
      const isItem = items.has(node.type.name);
      const isWhole = node.isTextblock || node.type.name === 'table';
      if (isItem || (isWhole && !isInItem)) {
        blocks.push({ position, size: node.nodeSize, number: blocks.length + 1 });
      }
      if (!isWhole) visit(node, position + 1, isItem || isInItem);
    });
  visit(doc, 0, false);
  return blocks;
}

/** "3.3-¶1", or "¶1" without a prefix. */
export function paragraphLabel(prefix: string | null, number: number): string {
  return prefix === null ? `¶${number}` : `${prefix}-¶${number}`;
}

const key = new PluginKey<DecorationSet>('paragraphNumbers');

/**
 * Numbers in the margin, as node decorations that CSS draws: nothing is put into the text, so carets and input methods
 * do not meet them. The block with the caret is marked as current.
 */
export const ParagraphNumbers = Extension.create<{ prefix: string | null; marksCurrent: boolean }>({
  name: 'paragraphNumbers',
  addOptions: () => ({ prefix: null, marksCurrent: true }),
  addProseMirrorPlugins() {
    const { prefix, marksCurrent } = this.options;
    return [createNumbersPlugin(prefix), ...(marksCurrent ? [createCurrentPlugin()] : [])];
  },
});

/** The plugin that numbers: anew only when a block comes, goes or becomes another; letters move what is there. */
export function createNumbersPlugin(prefix: string | null): Plugin {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, { doc }) => numbersOf(doc, prefix),
      apply(transaction, before) {
        if (!transaction.docChanged) return before;
        const { mapping, doc } = transaction;
        return isWithinText(transaction) ? before.map(mapping, doc) : numbersOf(doc, prefix);
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

/** The plugin that marks the numbered block with the caret. */
function createCurrentPlugin(): Plugin {
  return new Plugin({
    props: {
      decorations({ doc, selection }) {
        const around = currentBlock(selection.$head);
        if (around === null) return null;
        return DecorationSet.create(doc, [Decoration.node(around.from, around.to, { class: 'ruam-current' })]);
      },
    },
  });
}

function numbersOf(doc: Node, prefix: string | null): DecorationSet {
  const decorations = numberedBlocks(doc).map(({ position, size, number }) =>
    Decoration.node(position, position + size, { 'data-number': paragraphLabel(prefix, number) }),
  );
  return DecorationSet.create(doc, decorations);
}

/** The innermost numbered block around a place: of a table the table. */
function currentBlock($pos: ResolvedPos): { readonly from: number; readonly to: number } | null {
  let found: number | null = null;
  for (let depth = 1; depth <= $pos.depth; depth++) {
    const node = $pos.node(depth);
    const isItem = items.has(node.type.name);
    if (isItem || (found === null && (node.isTextblock || node.type.name === 'table'))) found = depth;
    if (node.type.name === 'table') break;
  }
  return found === null ? null : { from: $pos.before(found), to: $pos.after(found) };
}
