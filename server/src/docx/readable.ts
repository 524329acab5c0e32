import { type Content, type ContentElement, type ContentNode, isText } from '@ruam/shared/document/content.ts';
import { cellsOf, spansOf } from '@ruam/shared/document/tableGrid.ts';
import { printed } from '@ruam/shared/document/text.ts';

/** Blocks stand in each other at most so deep; of what is deeper the words are left. */
const maxDepth = 24;
/** Word opens no table with more columns. */
const maxColumns = 63;

/** A content that Word can open: without what no XML may hold, not deeper and no table wider than it takes. */
export function readableContent(content: Content): Content {
  return { type: 'doc', content: content.content.map((node) => readableNode(node, 0)) };
}

/** Without what no XML may hold. */
export function readable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

function readableNode(node: ContentNode, depth: number): ContentNode {
  if (isText(node)) return { ...node, text: readable(node.text) };
  if (depth > maxDepth) return { type: 'paragraph', content: [{ type: 'text', text: readable(wordsOf(node)) }] };
  if (node.type === 'table' && spansOf(cellsOf(node)).width > maxColumns) return readableNode(asRows(node), depth);
  if (node.content === undefined) return node;
  return { ...node, content: node.content.map((child) => readableNode(child, depth + 1)) };
}

/** A row a paragraph: its words are all there. */
function asRows(table: ContentElement): ContentElement {
  const rows = cellsOf(table).map((cells): ContentElement => {
    const words = cells.flatMap((cell, at) => [
      ...(at === 0 ? [] : [{ type: 'text', text: ' | ' } as const]),
      ...inline(cell),
    ]);
    return { type: 'paragraph', content: words };
  });
  return { type: 'blockquote', content: rows };
}

function inline(node: ContentNode): readonly ContentNode[] {
  return isText(node) || node.type === 'footnote' ? [node] : (node.content ?? []).flatMap(inline);
}

/** The words of what may be too deep to be walked by calls in calls. */
function wordsOf(node: ContentNode): string {
  const words: string[] = [];
  const left: ContentNode[] = [node];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (isText(next) || next.content === undefined) words.push(printed(next));
    else left.push(...next.content.toReversed());
  }
  return words.filter((word) => word !== '').join(' ');
}
