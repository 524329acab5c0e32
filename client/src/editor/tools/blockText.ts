import type { Node, ResolvedPos } from '@tiptap/pm/model';

/** Stands for what is no text, once for each of its positions. */
export const leafLetter = '\ufffc';

const known = new WeakMap<Node, string>();

/** A text block's text in which an offset is a position in the block, whatever stands between the letters. */
export function blockText(block: Node): string {
  const found = known.get(block);
  if (found !== undefined) return found;
  let text = '';
  block.forEach((child) => {
    text += child.isText ? (child.text ?? '') : leafLetter.repeat(child.nodeSize);
  });
  known.set(block, text);
  return text;
}

/** The words before a position in its text block. */
export function textBefore($position: ResolvedPos): string {
  return blockText($position.parent).slice(0, $position.parentOffset);
}

/** Calls back for every text block of a document, with the position at which its text begins. */
export function eachTextBlock(doc: Node, visit: (block: Node, start: number) => void): void {
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    visit(node, position + 1);
    return false;
  });
}
