import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { wholeWordPattern } from '../ui/wholeWords.ts';

/** A stretch of a text block, in positions from the block's own start. */
export interface WordRange {
  readonly from: number;
  readonly to: number;
}

const key = new PluginKey<DecorationSet>('wholeWords');
const found = new WeakMap<Node, readonly WordRange[]>();

/** The compounds in a text block that a line must not break. Nodes do not change, so they are searched once. */
export function wholeWordsIn(block: Node): readonly WordRange[] {
  const known = found.get(block);
  if (known !== undefined) return known;
  // A leaf such as a line break takes one position, so that offsets in the text are positions in the block.
  const text = block.textBetween(0, block.content.size, undefined, ' ');
  const ranges = [...text.matchAll(wholeWordPattern)].map(({ index, 0: word }) => ({
    from: index,
    to: index + word.length,
  }));
  found.set(block, ranges);
  return ranges;
}

/**
 * Keeps Thai compounds on one line: browsers cut them in two. Only decorations; the stored text stays as it is. While an
 * input method composes, nothing under its hands is redrawn.
 */
export const WholeWords = Extension.create({
  name: 'wholeWords',
  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, state) => decorate(state.doc),
          apply(transaction, before, _old, state) {
            if (!transaction.docChanged) return before;
            const isComposing = transaction.getMeta('composition') !== undefined;
            return isComposing ? before.map(transaction.mapping, state.doc) : decorate(state.doc);
          },
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ];
  },
});

function decorate(doc: Node): DecorationSet {
  const decorations: Decoration[] = [];
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    for (const { from, to } of wholeWordsIn(node)) {
      decorations.push(Decoration.inline(position + 1 + from, position + 1 + to, { class: 'ruam-whole' }));
    }
    return false;
  });
  return DecorationSet.create(doc, decorations);
}
