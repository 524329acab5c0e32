import * as Y from 'yjs';
import { type ContentElement, isText } from './content.ts';
import { type BlockId, isNumberedItem, isNumberedWhole } from './paragraphs.ts';
import { documentRoot } from './schema.ts';
import { maxNesting, readNode } from './yjs.ts';

/** A block with its identity. */
export interface IdentifiedBlock {
  readonly id: BlockId;
  readonly block: ContentElement;
}

/** The blocks that carry a paragraph number, in reading order: the first is ¶1 (`numberedParagraphs`). */
export function identifiedParagraphs(doc: Y.Doc): readonly IdentifiedBlock[] {
  const found: IdentifiedBlock[] = [];
  visitElements(doc, (element, isInItem) => {
    const isItem = isNumberedItem(element.nodeName);
    const isWhole = isNumberedWhole(element.nodeName);
    if (isItem || (isWhole && !isInItem)) found.push(...identified(element));
    return isWhole ? null : isItem || isInItem;
  });
  return found;
}

/** Every block of one type, in reading order. */
export function identifiedBlocks(doc: Y.Doc, type: string): readonly IdentifiedBlock[] {
  const found: IdentifiedBlock[] = [];
  visitElements(doc, (element) => {
    if (element.nodeName !== type) return false;
    found.push(...identified(element));
    return null;
  });
  return found;
}

/** @param visit gives what is told of the children, null to leave them out */
function visitElements(doc: Y.Doc, visit: (element: Y.XmlElement, told: boolean) => boolean | null): void {
  const within = (parent: Y.XmlFragment, told: boolean, level: number): void => {
    if (level > maxNesting) return;
    for (const child of parent.toArray()) {
      if (!(child instanceof Y.XmlElement)) continue;
      const next = visit(child, told);
      if (next !== null) within(child, next, level + 1);
    }
  };
  within(doc.getXmlFragment(documentRoot), false, 1);
}

function identified(element: Y.XmlElement): readonly IdentifiedBlock[] {
  const [block] = readNode(element, 1);
  const id = element._item?.id;
  if (id === undefined || block === undefined || isText(block)) return [];
  return [{ id: `${id.client}.${id.clock}`, block }];
}
