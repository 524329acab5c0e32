import { wholeWordPattern } from '@ruam/shared/thai/wholeTextWords.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { changedBlocks } from './changedText.ts';

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
  // What is no letter takes its places, so that offsets in the text are positions in the block.
  const text = block.children.map((child) => child.text ?? ' '.repeat(child.nodeSize)).join('');
  const ranges = [...text.matchAll(wholeWordPattern)].map(({ index, 0: word }) => ({
    from: index,
    to: index + word.length,
  }));
  found.set(block, ranges);
  return ranges;
}

/**
 * Keeps Thai compounds on one line: browsers cut them in two. Only decorations; the stored text stays as it is. A key press
 * costs its own paragraph. While an input method composes, nothing under its hands is redrawn.
 */
export const WholeWords = Extension.create({
  name: 'wholeWords',
  addProseMirrorPlugins: () => [createWholeWordsPlugin()],
});

/** The plugin of `WholeWords`. */
export function createWholeWordsPlugin(): Plugin {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, { doc }) => DecorationSet.create(doc, wordsOf(blocksIn(doc))),
      apply(transaction, before) {
        if (!transaction.docChanged) return before;
        const { doc } = transaction;
        const mapped = before.map(transaction.mapping, doc);
        if (transaction.getMeta('composition') !== undefined) return mapped;
        const blocks = changedBlocks(transaction);
        const stale = blocks.flatMap(({ block, position }) => mapped.find(position, position + block.nodeSize));
        return mapped.remove(stale).add(doc, wordsOf(blocks));
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

type Blocks = ReturnType<typeof changedBlocks>;

function wordsOf(blocks: Blocks): Decoration[] {
  return blocks.flatMap(({ block, position }) =>
    wholeWordsIn(block).map(({ from, to }) =>
      Decoration.inline(position + 1 + from, position + 1 + to, { class: 'ruam-whole' }),
    ),
  );
}

function blocksIn(doc: Node): Blocks {
  const blocks: { block: Node; position: number }[] = [];
  doc.descendants((block, position) => {
    if (block.isTextblock) blocks.push({ block, position });
    return !block.isTextblock;
  });
  return blocks;
}
