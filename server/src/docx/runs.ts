import { type ContentNode, type ContentText, isText } from '@ruam/shared/document/content.ts';
import { safeHref } from '@ruam/shared/document/html.ts';
import { noteNumber } from '@ruam/shared/document/notes.ts';
import { printed } from '@ruam/shared/document/text.ts';
import { toThaiDigits } from '@ruam/shared/thai/digits.ts';
import { ExternalHyperlink, FootnoteReferenceRun, type IRunOptions, type ParagraphChild, TextRun } from 'docx';
import { font, language, sizes } from './measures.ts';

/** How a run looks beside what its marks say. */
export interface RunLook {
  readonly isBold?: boolean;
  readonly size?: number;
  /** Digits as they are written, not Thai ones. */
  readonly isVerbatim?: boolean;
}

/** What stands in a line: text with its marks, breaks, footnotes. */
export function runsOf(nodes: readonly ContentNode[], look: RunLook = {}): ParagraphChild[] {
  return nodes.flatMap((node): ParagraphChild[] => {
    if (isText(node)) return [linked(node, look)];
    if (node.type === 'hardBreak') return [new TextRun({ break: 1 })];
    if (node.type === 'footnote') return [new FootnoteReferenceRun(noteNumber(node))];
    return wordsOf(printed(node), look);
  });
}

/** Plain words; a line feed is a break. */
export function wordsOf(text: string, look: RunLook = {}): TextRun[] {
  return text
    .split('\n')
    .map((line, at) => new TextRun({ ...optionsOf(line, look), ...(at === 0 ? {} : { break: 1 }) }));
}

function linked(node: ContentText, look: RunLook): ParagraphChild {
  const has = (type: string): boolean => (node.marks ?? []).some((mark) => mark.type === type);
  const link = node.marks?.find(({ type }) => type === 'link');
  const href = link === undefined ? null : safeHref(link.attrs?.href);
  const isBold = look.isBold === true || has('bold');
  const run = new TextRun({
    ...optionsOf(node.text, { ...look, isBold }),
    ...(has('italic') ? { italics: true, italicsComplexScript: true } : {}),
    ...(has('underline') || href !== null ? { underline: {} } : {}),
    ...(has('strike') ? { strike: true } : {}),
    ...(has('highlight') ? { highlight: 'yellow' } : {}),
  });
  return href === null ? run : new ExternalHyperlink({ link: href, children: [run] });
}

/** Word looks for the Thai letters of a run under its complex script. */
function optionsOf(text: string, { isBold = false, size = sizes.text, isVerbatim = false }: RunLook): IRunOptions {
  return {
    text: readable(isVerbatim ? text : officialDigits(text)),
    ...{ font, language, size, sizeComplexScript: size, bold: isBold, boldComplexScript: isBold },
  };
}

/** Thai digits, but for words that have Latin letters: names, addresses, codes. */
function officialDigits(text: string): string {
  return text.replace(/\S+/g, (word) => (/[A-Za-z@]/.test(word) ? word : toThaiDigits(word)));
}

/** Without what no XML may hold. */
function readable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}
