import { Extension } from '@tiptap/core';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/**
 * What others write, as small a change as it is. y-tiptap builds every node of a document anew at each foreign change and
 * puts all of it in the place of all that was there: with ten others writing, that is the cost of the whole document a hundred
 * times a second, and nothing that stands in the text (marks, a dragged column, an open menu) keeps its place. Here nodes of
 * blocks that did not change stay, and only what differs is replaced. The result is the same, letter by letter.
 */
export const ForeignChanges = Extension.create({
  name: 'foreignChanges',
  // Below Collaboration: its view exists when this one begins.
  priority: 950,
  dispatchTransaction({ transaction, next }) {
    next(isForeign(transaction) ? narrowed(transaction, this.editor.state.tr) : transaction);
  },
  addProseMirrorPlugins: () => [createNodeKeeper()],
});

/** The plugin that keeps the nodes of blocks that did not change; behind y-tiptap's own. */
export function createNodeKeeper(): Plugin {
  return new Plugin({
    view: (view) => {
      const binding = ySyncPluginKey.getState(view.state)?.binding;
      if (!binding) return {};
      binding.mapping = new KeptMapping(binding.mapping);
      // y-tiptap measures the page at each foreign change, to bring the caret into view if it was there. Browsers keep what
      // is looked at where it is, and nobody's page is to move because others write.
      binding._isLocalCursorInView = () => false;
      return {};
    },
  });
}

/** Whether a transaction brings the replica's content; undoing does, too. */
export function isForeign(transaction: Transaction): boolean {
  return transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
}

/**
 * The nodes of a replica's types, that y-tiptap empties before it reads a foreign change. It has taken out by then what
 * changed and what is around it: the rest is still true, and what is kept need not be built again.
 */
class KeptMapping<Key, Value> extends Map<Key, Value> {
  override clear(): void {}
}

/**
 * The transaction that changes as little as possible to the same end. @param empty one of the state that it stands on
 */
export function narrowed(transaction: Transaction, empty: Transaction): Transaction {
  if (!transaction.docChanged || transaction.before !== empty.doc) return transaction;
  const change = changeBetween(transaction.before, transaction.doc, 0);
  if (change === null) return transaction;
  try {
    empty.step(new ReplaceStep(change.from, change.to, new Slice(change.content, 0, 0)));
  } catch {
    // A place that merging has broken: ProseMirror changes it only as a whole.
    return transaction;
  }
  if (transaction.selectionSet && isOfText(empty)) {
    const { anchor, head } = transaction.selection;
    empty.setSelection(TextSelection.between(empty.doc.resolve(anchor), empty.doc.resolve(head)));
  }
  empty.setMeta(ySyncPluginKey, transaction.getMeta(ySyncPluginKey));
  empty.setMeta('addToHistory', transaction.getMeta('addToHistory'));
  // Of those only undoing is one's own act, and its place is to be seen.
  if (transaction.getMeta(ySyncPluginKey)?.isUndoRedoOperation === true) empty.scrollIntoView();
  return empty;
}

/** Selected cells and nodes are not known to y-tiptap, which makes text of them: they stay where the change leaves them. */
function isOfText({ selection }: Transaction): boolean {
  return selection instanceof TextSelection;
}

interface Change {
  readonly from: number;
  readonly to: number;
  /** What stands between instead. */
  readonly content: Fragment;
}

/** The smallest range of one parent's children that differs; letters, where they differ within one block. */
function changeBetween(before: Node, after: Node, start: number): Change | null {
  let first = 0;
  let from = start;
  const shorter = Math.min(before.childCount, after.childCount);
  while (first < shorter && before.child(first).eq(after.child(first))) {
    from += before.child(first).nodeSize;
    first += 1;
  }
  let last = 0;
  let to = start + before.content.size;
  while (
    last < shorter - first &&
    before.child(before.childCount - 1 - last).eq(after.child(after.childCount - 1 - last))
  ) {
    to -= before.child(before.childCount - 1 - last).nodeSize;
    last += 1;
  }
  const gone = before.childCount - first - last;
  const come = after.childCount - first - last;
  if (gone === 0 && come === 0) return null;
  const [one, other] = [before.maybeChild(first), after.maybeChild(first)];
  if (gone === 1 && come === 1 && one && other && !one.isLeaf && one.sameMarkup(other)) {
    return changeBetween(one, other, from + 1);
  }
  if (before.inlineContent) return changeInText(before.content, after.content, start);
  return { from, to, content: Fragment.from(after.children.slice(first, after.childCount - last)) };
}

function changeInText(before: Fragment, after: Fragment, start: number): Change | null {
  const first = before.findDiffStart(after);
  const last = before.findDiffEnd(after);
  if (first === null || last === null) return null;
  const overlap = Math.max(0, first - Math.min(last.a, last.b));
  const [from, to] = [first, last.a + overlap];
  // Where one end lies within a footnote and the other does not, all of the block is replaced.
  const content = after.cut(from, last.b + overlap);
  const isFlat = before.cut(from, to).size === to - from && content.size === last.b + overlap - from;
  if (!isFlat) return { from: start, to: start + before.size, content: after };
  return { from: start + from, to: start + to, content };
}
