import { type ContentNode, type ContentText, isText } from '@ruam/shared/document/content.ts';
import { escapeHtml, safeHref } from '@ruam/shared/document/html.ts';
import { printed } from '@ruam/shared/document/text.ts';
import { toThaiDigits } from '@ruam/shared/thai/digits.ts';
import { thaiHtml } from './thaiHtml.ts';

/** How numbers are written, and where the footnotes that are met go. */
export interface Inline {
  readonly hasThaiDigits: boolean;
  /** Keeps a note until it is printed; its number, from 1. */
  noted(note: readonly ContentNode[]): number;
}

const elements: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
  highlight: 'mark',
};

/** What stands in a line as HTML: text with its marks, breaks, numbers of footnotes. */
export function inlineHtml(nodes: readonly ContentNode[], inline: Inline): string {
  return nodes
    .map((node) => {
      if (isText(node)) return textHtml(node);
      if (node.type === 'hardBreak') return '<br>';
      if (node.type === 'footnote') return noteMark(inline.noted(node.content ?? []), inline);
      return thaiHtml(printed(node)).replaceAll('\n', '<br>');
    })
    .join('');
}

/** A number as the report writes it. */
export function numberHtml(number: number, { hasThaiDigits }: Pick<Inline, 'hasThaiDigits'>): string {
  return hasThaiDigits ? toThaiDigits(String(number)) : String(number);
}

function textHtml(node: ContentText): string {
  return (node.marks ?? []).reduce((inner, { type, attrs }) => {
    const name = Object.hasOwn(elements, type) ? elements[type] : undefined;
    if (name !== undefined) return `<${name}>${inner}</${name}>`;
    if (type === 'comment') return `<span class="commented">${inner}</span>`;
    const href = type === 'link' ? safeHref(attrs?.href) : null;
    return href === null ? inner : `<a href="${escapeHtml(href)}" rel="noopener noreferrer">${inner}</a>`;
  }, thaiHtml(node.text));
}

function noteMark(number: number, inline: Inline): string {
  const word = numberHtml(number, inline);
  return `<sup class="note-number"><a id="m${number}" href="#n${number}">${word}</a></sup>`;
}
