import type { Node, ResolvedPos } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { numberedBlocks } from '../paragraphNumbers.ts';

/** A block that moves as one: a top-level block, or an item of a list among its like. */
export interface Block {
  readonly position: number;
  readonly node: Node;
  /** Places from the document down: of the block itself the last. */
  readonly path: readonly number[];
  readonly parent: Node;
}

const items = new Set(['listItem', 'taskItem']);

/** The block that stands around a position: the innermost item of a list, else the top-level block. */
export function blockAt(doc: Node, position: number): Block | null {
  if (position < 0 || position > doc.content.size) return null;
  const $position = doc.resolve(position);
  for (let depth = $position.depth; depth > 0; depth--) {
    if (depth === 1 || items.has($position.node(depth).type.name)) return blockOfDepth($position, depth);
  }
  const node = $position.nodeAfter;
  return node === null ? null : { position, node, path: [$position.index(0)], parent: doc };
}

/** The block with the caret. */
export function currentBlock({ doc, selection }: EditorState): Block | null {
  return blockAt(doc, selection.$from.depth === 0 ? selection.from : selection.$head.pos);
}

/** The paragraph number of a block, or the first in it; null without one (a picture, a page break). */
export function numberIn(doc: Node, { position, node }: Block): number | null {
  const end = position + node.nodeSize;
  const found = numberedBlocks(doc).find((numbered) => numbered.position >= position && numbered.position < end);
  return found?.number ?? null;
}

/** The block next to one; null at the end of the list or of the document. */
export function neighbourOf(block: Block, step: 1 | -1): Block | null {
  const index = block.path.at(-1) ?? 0;
  const node = block.parent.maybeChild(index + step);
  if (node === null) return null;
  const position = step === 1 ? block.position + block.node.nodeSize : block.position - node.nodeSize;
  return { position, node, path: [...block.path.slice(0, -1), index + step], parent: block.parent };
}

/** The blocks of one list or document, among which a block can move. */
export function siblingsOf(block: Block): readonly Block[] {
  const own = block.path.at(-1) ?? 0;
  const siblings: Block[] = [];
  let position = block.position;
  for (let index = own - 1; index >= 0; index--) position -= block.parent.child(index).nodeSize;
  block.parent.forEach((node, offset, index) => {
    siblings.push({
      position: position + offset,
      node,
      path: [...block.path.slice(0, -1), index],
      parent: block.parent,
    });
  });
  return siblings;
}

function blockOfDepth($position: ResolvedPos, depth: number): Block {
  const path = Array.from({ length: depth }, (_, level) => $position.index(level));
  return { position: $position.before(depth), node: $position.node(depth), path, parent: $position.node(depth - 1) };
}
