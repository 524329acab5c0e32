import { type ContentNode, type ContentText, isText } from '@ruam/shared/document/content.ts';
import { safeHref } from '@ruam/shared/document/html.ts';
import { noteNumber } from '@ruam/shared/document/notes.ts';
import { printed } from '@ruam/shared/document/text.ts';
import { ExternalHyperlink, FootnoteReferenceRun, type IRunOptions, type ParagraphChild, TextRun } from 'docx';
import type { Margin } from './comments.ts';
import { readable } from './readable.ts';
import { runStyles } from './styles.ts';

/** A longer address is no link, but words. */
const maxHref = 2_000;

/** What stands in a line: text with its marks and comments, breaks, footnotes. Looks are those of the paragraph's style. */
export function runsOf(nodes: readonly ContentNode[], margin: Margin): ParagraphChild[] {
  return nodes.flatMap((node): ParagraphChild[] => {
    if (isText(node)) return [...margin.before(node), ...textRuns(node), ...margin.after(node)];
    if (node.type === 'hardBreak') return [new TextRun({ break: 1 })];
    if (node.type === 'footnote') return [new FootnoteReferenceRun(noteNumber(node))];
    return node.content === undefined ? wordsOf(printed(node)) : runsOf(node.content, margin);
  });
}

/** Plain words; a line feed is a break. */
export function wordsOf(text: string, look: IRunOptions = {}): TextRun[] {
  return readable(text)
    .split('\n')
    .map((line, at) => new TextRun({ ...look, text: line, ...(at === 0 ? {} : { break: 1 }) }));
}

export const bold: IRunOptions = { bold: true, boldComplexScript: true };

function textRuns(node: ContentText): ParagraphChild[] {
  const has = (type: string): boolean => (node.marks ?? []).some((mark) => mark.type === type);
  const link = node.marks?.find(({ type }) => type === 'link');
  const href = safeHref(link?.attrs?.href);
  const runs = wordsOf(node.text, {
    ...(has('bold') ? bold : {}),
    ...(has('italic') ? { italics: true, italicsComplexScript: true } : {}),
    ...(has('underline') ? { underline: {} } : {}),
    ...(has('strike') ? { strike: true } : {}),
    ...(has('highlight') ? { highlight: 'yellow' } : {}),
    ...(has('code') ? { style: runStyles.code } : {}),
    ...(href === null ? {} : { style: runStyles.link }),
  });
  return href === null || href.length > maxHref
    ? runs
    : [new ExternalHyperlink({ link: readable(href), children: runs })];
}
