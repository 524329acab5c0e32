import { type Content, type ContentElement, isText } from './content.ts';

/**
 * The identity of a block (docs/decisions/0007): the id under which Yjs knows its element, `client.clock`. It stays while
 * anybody writes in the block or around it; a block that is cut and pasted, or becomes another kind, is a new one.
 */
export type BlockId = string;

/** As it stands in an address; anything else names no block. */
export const blockIdPattern = /^\d{1,10}\.\d{1,10}$/;

/** A block that is cited by its number (3.3-¶7). */
export interface NumberedParagraph {
  readonly block: ContentElement;
  /** From 1, in reading order. */
  readonly number: number;
}

const textBlocks: ReadonlySet<string> = new Set(['paragraph', 'heading', 'codeBlock', 'recommendation']);
const items: ReadonlySet<string> = new Set(['listItem', 'taskItem']);
/** One block, whatever stands in it. */
const wholes: ReadonlySet<string> = new Set([...textBlocks, 'table']);

/**
 * The blocks that carry a paragraph number, as the editor draws them: every block of text; a list item counts once, and so
 * does a table: what stands in its cells has none. Numbers follow the reading order, so they move when somebody writes
 * above: what cites one carries the block's identity and the words, too (docs/decisions/0007).
 */
export function numberedParagraphs(content: Content): readonly NumberedParagraph[] {
  const found: NumberedParagraph[] = [];
  const visit = (block: ContentElement, isInItem: boolean): void => {
    const isItem = items.has(block.type);
    if (isItem || (wholes.has(block.type) && !isInItem)) found.push({ block, number: found.length + 1 });
    if (wholes.has(block.type)) return;
    for (const child of block.content ?? []) if (!isText(child)) visit(child, isItem || isInItem);
  };
  for (const node of content.content) if (!isText(node)) visit(node, false);
  return found;
}

/** Whether a block counts once, with all that stands in it. */
export function isNumberedWhole(type: string): boolean {
  return wholes.has(type);
}

/** Whether it counts by itself, whatever it stands in, and what stands in it does not. */
export function isNumberedItem(type: string): boolean {
  return items.has(type);
}
