import { type ContentElement, type ContentNode, inlineText, isText, paragraph, textOf } from '../document/content.ts';

/** What a paragraph is in a report, for how it is set. */
export type ParagraphRole = 'title' | 'subtitle' | 'subheading' | 'goal' | 'note';

/** A paragraph of the report's own; titles and subheadings are bold, so that formats without roles have them so, too. */
export function roled(role: ParagraphRole, text: string): ContentElement {
  const isBold = role === 'title' || role === 'subtitle' || role === 'subheading';
  const isCentred = role === 'title' || role === 'subtitle';
  return {
    type: 'paragraph',
    attrs: { role, ...(isCentred ? { textAlign: 'center' } : {}) },
    ...(isBold ? { content: [bold(text)] } : inlineText(text)),
  };
}

export function bold(text: string): ContentNode {
  return { type: 'text', text, marks: [{ type: 'bold' }] };
}

/** A table with a row of heads; `widths` are proportions. Cells are words, a line feed between their paragraphs. */
export function tableOf(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): ContentElement {
  const cell = (type: string, text: string, column: number): ContentElement => ({
    type,
    attrs: { colwidth: [widths[column] ?? 0] },
    content: text.split('\n').map(paragraph),
  });
  const row = (type: string, words: readonly string[]): ContentElement => ({
    type: 'tableRow',
    content: words.map((text, column) => cell(type, text, column)),
  });
  return { type: 'table', content: [row('tableHeader', heads), ...rows.map((words) => row('tableCell', words))] };
}

export function elementsOf(nodes: readonly ContentNode[]): ContentElement[] {
  return nodes.filter((node) => !isText(node));
}

export function isHeading({ type, attrs }: ContentElement, level: number): boolean {
  return type === 'heading' && attrs?.level === level;
}

/** The blocks without empty ones at their end: an editor leaves an empty paragraph there. */
export function written(blocks: readonly ContentElement[]): readonly ContentElement[] {
  const last = blocks.findLastIndex((block) => block.type !== 'paragraph' || textOf(block).trim() !== '');
  return blocks.slice(0, last + 1);
}
