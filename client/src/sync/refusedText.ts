import { documentRoot } from '@ruam/shared/document/schema.ts';
import * as Y from 'yjs';

/**
 * The text that a replica holds beyond a state vector, in the order of the document, a line a passage: what the person
 * wrote and the server did not take. Empty when only text was removed, or only its form changed.
 *
 * @param heldClocks the server's clock of each client id
 */
export function textBeyond(doc: Y.Doc, heldClocks: ReadonlyMap<number, number>): string {
  const passages: string[] = [];
  const beyond = ({ id }: Y.Item, text: string): string =>
    text.slice(Math.max((heldClocks.get(id.client) ?? 0) - id.clock, 0));
  const walk = (type: { readonly _start: Y.Item | null }): void => {
    let passage = '';
    for (let item = type._start; item !== null; item = item.right) {
      if (item.deleted) continue;
      const { content } = item;
      if (content instanceof Y.ContentType) walk(content.type);
      const added = content instanceof Y.ContentString ? beyond(item, content.str) : '';
      const isBreak = item.countable && added.length < item.length;
      if (isBreak && passage !== '') passages.push(passage);
      passage = isBreak ? added : passage + added;
    }
    if (passage !== '') passages.push(passage);
  };
  walk(doc.getXmlFragment(documentRoot));
  return passages.join('\n');
}
