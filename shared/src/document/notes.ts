import { type Content, type ContentElement, type ContentNode, isText } from './content.ts';

/** A content whose footnotes are numbered: each has its number (from 1) as attribute, its text stands in `notes`. */
export interface Numbered {
  readonly content: Content;
  readonly notes: readonly (readonly ContentNode[])[];
}

/** Numbers the footnotes in reading order and takes their texts out, for formats that print them at the end. */
export function numberNotes(content: Content): Numbered {
  const notes: (readonly ContentNode[])[] = [];
  const visit = (node: ContentNode): ContentNode => {
    if (isText(node)) return node;
    if (node.type !== 'footnote') return node.content ? { ...node, content: node.content.map(visit) } : node;
    notes.push(node.content ?? []);
    return { type: 'footnote', attrs: { number: notes.length } };
  };
  return { content: { type: 'doc', content: content.content.map(visit) }, notes };
}

/** The number that `numberNotes` gave a footnote. */
export function noteNumber({ attrs }: ContentElement): number {
  return typeof attrs?.number === 'number' ? attrs.number : 0;
}
