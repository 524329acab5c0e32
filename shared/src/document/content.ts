import { resolutionLines } from './attributes.ts';

/**
 * The content of a document as JSON, in ProseMirror's form: what `GET …/content?format=json` gives and what a
 * content hash is made of. Attributes of elements that are null are left out; marks are in the order of their names.
 */
export interface ContentMark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

export interface ContentText {
  readonly type: 'text';
  readonly text: string;
  readonly marks?: readonly ContentMark[];
}

export interface ContentElement {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly ContentNode[];
}

export type ContentNode = ContentText | ContentElement;

export interface Content {
  readonly type: 'doc';
  readonly content: readonly ContentNode[];
}

export function isText(node: ContentNode): node is ContentText {
  return node.type === 'text';
}

/** The names of all elements, their attributes and marks of a content. */
export function namesIn(content: Content): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ContentNode): void => {
    if (isText(node)) for (const mark of node.marks ?? []) names.add(mark.type);
    else {
      names.add(node.type);
      for (const [name, value] of Object.entries(node.attrs ?? {})) if (value !== null) names.add(name);
      node.content?.forEach(visit);
    }
  };
  content.content.forEach(visit);
  return names;
}

/** A paragraph of plain text; an empty text gives an empty paragraph. */
export function paragraph(text: string): ContentElement {
  return { type: 'paragraph', ...inlineText(text) };
}

/** @param level 1-3 */
export function heading(level: 1 | 2 | 3, text: string): ContentElement {
  return { type: 'heading', attrs: { level }, ...inlineText(text) };
}

/** `{ content: [text] }`, or nothing for an empty text (ProseMirror has no empty text nodes). */
export function inlineText(text: string): { content?: readonly ContentNode[] } {
  return text === '' ? {} : { content: [{ type: 'text', text }] };
}

/** The text of a node and of all below it; a hard break is a line feed, a footnote stands in brackets, a resolution is its lines. */
export function textOf(node: ContentNode): string {
  if (isText(node)) return node.text;
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'resolution') return resolutionLines(node.attrs ?? {}).join('\n');
  if (node.type === 'footnote') return ` [${(node.content ?? []).map(textOf).join('')}]`;
  return (node.content ?? []).map(textOf).join('');
}
