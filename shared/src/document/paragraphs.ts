import { type Content, type ContentElement, isText } from './content.ts';

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
 * above: what cites one carries the words, too.
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
