import { documentRoot } from '@ruam/shared/document/schema.ts';
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { remoteCaretsOf } from '../remoteCarets.ts';
import { type Block, blockAt, neighbourOf, siblingsOf } from './blocks.ts';
import { ownUndoStep } from './ownUndoStep.ts';

/**
 * What a move does to the replica. Yjs has no move: a block is deleted and a copy of it inserted elsewhere. What
 * somebody types into the deleted one at that very moment is deleted with it, and threads on it find their passage by
 * its words alone. So the blocks that are jumped over are carried to the other side instead whenever that is safer or
 * smaller: the block in which somebody's caret stands is left where it is in the replica, and so are its letters and
 * all that is typed into it meanwhile.
 *
 * It is written to the replica itself: to give the moved document to y-tiptap would have it turn the one paragraph into
 * the other letter by letter, and what others type into them would end up in the wrong one.
 */
interface Move {
  /** Places among the siblings, the block's own and where it will stand. */
  readonly from: number;
  readonly to: number;
}

/** The siblings that are copied: the block itself, or those it jumps over. */
export type Copied = 'block' | 'others';

/**
 * Which side is deleted and inserted again: the one without somebody's caret, else the smaller one.
 * @param sizes of all siblings @param isBusy whether somebody else's caret stands in each
 */
export function chooseCopied(move: Move, sizes: readonly number[], isBusy: readonly boolean[]): Copied {
  const others = jumpedOver(move);
  const busyOthers = others.some((place) => isBusy[place] === true);
  const busyBlock = isBusy[move.from] === true;
  if (busyBlock !== busyOthers) return busyBlock ? 'others' : 'block';
  const othersSize = others.reduce((sum, place) => sum + (sizes[place] ?? 0), 0);
  return othersSize <= (sizes[move.from] ?? 0) ? 'others' : 'block';
}

/** Moves siblings of a replica; true when it was done. @param expected the names of the siblings, as the editor shows them */
export function moveInReplica(
  parent: Y.XmlElement | Y.XmlFragment,
  move: Move,
  copied: Copied,
  expected: readonly string[],
): boolean {
  const children = parent.toArray();
  const isAsShown =
    children.length === expected.length &&
    children.every((child, place) => child instanceof Y.XmlElement && child.nodeName === expected[place]);
  if (!isAsShown || move.from === move.to) return false;
  const down = move.to > move.from;
  const places = copied === 'block' ? [move.from] : jumpedOver(move);
  const copies = places
    .map((place) => children[place])
    .flatMap((child) => (child instanceof Y.XmlElement ? [child.clone()] : []));
  const first = places[0] ?? 0;
  parent.delete(first, places.length);
  // What follows a deleted block has come nearer by as many places.
  const target = copied === 'block' ? move.to : down ? move.from : move.from + 1 - places.length;
  parent.insert(target, copies);
  return true;
}

/** Moves a block by one place. @returns whether there was a place to go */
export function moveBlock(editor: Editor, block: Block, step: 1 | -1): boolean {
  const from = block.path.at(-1) ?? 0;
  return neighbourOf(block, step) !== null && moveBlockTo(editor, block, from + step);
}

/** Moves a block to a place among its siblings, the caret with it. @returns whether it has moved */
export function moveBlockTo(editor: Editor, block: Block, to: number): boolean {
  const from = block.path.at(-1) ?? 0;
  const siblings = siblingsOf(block);
  const sync = ySyncPluginKey.getState(editor.state);
  if (from === to || to < 0 || to >= siblings.length || !editor.isEditable || !(sync?.doc instanceof Y.Doc))
    return false;
  const carets = remoteCaretsOf(editor.state).map(({ position }) => position);
  const isBusy = siblings.map(({ position, node }) =>
    carets.some((caret) => caret > position && caret < position + node.nodeSize),
  );
  const move = { from, to };
  const copied = chooseCopied(
    move,
    siblings.map(({ node }) => node.nodeSize),
    isBusy,
  );
  const { anchor, head } = editor.state.selection;
  const isWithin = head > block.position && head < block.position + block.node.nodeSize;
  const doc: Y.Doc = sync.doc;
  const parent = parentIn(doc, block.path.slice(0, -1));
  if (parent === null) return false;
  let isMoved = false;
  ownUndoStep(editor, () => {
    // The origin of the editor's own changes: undo takes it back.
    doc.transact(() => {
      isMoved = moveInReplica(
        parent,
        move,
        copied,
        siblings.map(({ node }) => node.type.name),
      );
    }, ySyncPluginKey);
  });
  if (isMoved && isWithin) followCaret(editor, block, to, anchor - block.position, head - block.position);
  return isMoved;
}

function followCaret(editor: Editor, block: Block, to: number, anchor: number, head: number): void {
  const { doc } = editor.state;
  const depth = block.path.length - 1;
  const parent = block.path.slice(0, depth).reduce((node, place) => node.child(place), doc);
  let position = depth === 0 ? 0 : startOf(doc, block.path.slice(0, depth));
  for (let place = 0; place < to; place++) position += parent.child(place).nodeSize;
  if (blockAt(doc, position + 1) === null) return;
  const limit = doc.content.size;
  const selection = TextSelection.between(
    doc.resolve(Math.min(position + anchor, limit)),
    doc.resolve(Math.min(position + head, limit)),
  );
  editor.view.dispatch(editor.state.tr.setSelection(selection).setMeta('addToHistory', false).scrollIntoView());
}

/** Where the content of a node begins, that stands at these places. */
function startOf(doc: Block['node'], path: readonly number[]): number {
  let position = 0;
  let node = doc;
  for (const place of path) {
    for (let before = 0; before < place; before++) position += node.child(before).nodeSize;
    node = node.child(place);
    position += 1;
  }
  return position;
}

function parentIn(doc: Y.Doc, path: readonly number[]): Y.XmlElement | Y.XmlFragment | null {
  let parent: Y.XmlElement | Y.XmlFragment = doc.getXmlFragment(documentRoot);
  for (const place of path) {
    const child: unknown = parent.get(place);
    if (!(child instanceof Y.XmlElement)) return null;
    parent = child;
  }
  return parent;
}

function jumpedOver({ from, to }: Move): readonly number[] {
  const first = Math.min(from, to);
  return Array.from({ length: Math.abs(to - from) }, (_, place) => (from < to ? first + 1 + place : first + place));
}
