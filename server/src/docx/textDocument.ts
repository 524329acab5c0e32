import { type Content, type ContentNode, isText } from '@ruam/shared/document/content.ts';
import type { ReportDocument } from '@ruam/shared/report/reportDocument.ts';
import { toThaiDigits } from '@ruam/shared/thai/digits.ts';

/** A text to be made a Word file of. */
export interface WordText {
  readonly content: Content;
  /** Of the file; what stands in the text is all in `content`. */
  readonly title: string;
  /** Small, at the foot of each page; null for none. */
  readonly foot: string | null;
}

const none: Content = { type: 'doc', content: [] };

/** A text by itself in the official form, as minutes are: Thai digits wherever they stand in no name or code (N7). */
export function textDocument({ content, title, foot }: WordText): ReportDocument {
  return {
    ...{ title, cover: none, body: withThaiDigits(content), annexes: none, foot: foot ?? '' },
    ...{ hasContents: false, comments: [], watermark: null, secrecy: null, hasThaiDigits: true },
  };
}

function withThaiDigits(content: Content): Content {
  const visit = (node: ContentNode): ContentNode => {
    if (isText(node)) return { ...node, text: officialDigits(node.text) };
    return {
      ...node,
      ...(node.attrs === undefined ? {} : { attrs: spoken(node.attrs) }),
      ...(node.content === undefined ? {} : { content: node.content.map(visit) }),
    };
  };
  return { type: 'doc', content: content.content.map(visit) };
}

/** The attributes that are printed: what a resolution says, who is responsible. */
function spoken(attrs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { words, marker, responsibleText } = attrs;
  return {
    ...attrs,
    ...(Array.isArray(words)
      ? { words: words.map((line) => (typeof line === 'string' ? lineDigits(line) : line)) }
      : {}),
    ...(typeof marker === 'string' ? { marker: officialDigits(marker) } : {}),
    ...(typeof responsibleText === 'string' ? { responsibleText: officialDigits(responsibleText) } : {}),
  };
}

/** Hashes and numbers of certificates stay as they are. */
function lineDigits(line: string): string {
  return /^(ใบรับรอง|ค่าแฮช)/.test(line) ? line : officialDigits(line);
}

/** Thai digits, but for words that have Latin letters: names, addresses, codes. */
function officialDigits(text: string): string {
  return text.replace(/\S+/g, (word) => (/[A-Za-z@]/.test(word) ? word : toThaiDigits(word)));
}
