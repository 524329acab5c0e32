import { alignmentOf } from '@ruam/shared/document/attributes.ts';
import type { ContentElement } from '@ruam/shared/document/content.ts';
import type { ReportPictures } from '@ruam/shared/report/reportDocument.ts';
import { AlignmentType, type IParagraphOptions, Paragraph, type ParagraphChild, Tab, TextRun } from 'docx';
import type { Margin } from './comments.ts';
import type { Lists } from './lists.ts';
import { wordsOf } from './runs.ts';
import { continuedStyle, runStyles, styleIds } from './styles.ts';

/** Where blocks stand, and what the whole file shares. */
export interface Within {
  readonly lists: Lists;
  readonly pictures: ReportPictures;
  readonly margin: Margin;
  /** What a line holds, in twentieths of a point. */
  readonly width: number;
  readonly place: 'cover' | 'body' | 'list' | 'quote' | 'cell' | 'head';
  /** How many lists around it, 0 for none. */
  readonly depth: number;
  /** Of the first paragraph that a block makes: the mark of its list, a page of its own. */
  readonly first?: IParagraphOptions;
}

/** A paragraph in the style of what it is, else of where it stands; with the number that it is cited by. */
export function paragraphOf(node: ContentElement, within: Within, children: readonly ParagraphChild[]): Paragraph {
  const attrs = node.attrs ?? {};
  const aligned = alignmentOf(attrs.textAlign);
  const style = ownStyle(node) ?? placeStyle(within, aligned !== null);
  const number = numberRuns(node, style === styleIds.body);
  return new Paragraph({
    style: number.length > 0 && style === styleIds.body ? styleIds.numbered : style,
    ...(aligned === null || style === styleIds.title || style === styleIds.subtitle
      ? {}
      : { alignment: alignments[aligned] }),
    ...within.first,
    children: [...number, ...children],
  });
}

/** What a paragraph is says more than where it stands; a recommendation below another stands in. */
function ownStyle({ type, attrs }: ContentElement): string | undefined {
  return (
    roleStyle(attrs?.role) ??
    partStyle(attrs?.part) ??
    (type === 'recommendation' ? depthStyle(attrs?.depth) : undefined)
  );
}

function depthStyle(depth: unknown): string | undefined {
  if (typeof depth !== 'number' || !(depth > 0)) return undefined;
  return styleIds.below[Math.min(Math.floor(depth), styleIds.below.length - 1)];
}

function placeStyle({ place, depth }: Within, isAligned: boolean): string {
  switch (place) {
    case 'cover':
      return isAligned ? styleIds.line : styleIds.cover;
    case 'body':
      return isAligned ? styleIds.line : styleIds.body;
    case 'list':
      return continuedStyle(depth);
    case 'quote':
      return styleIds.quote;
    case 'cell':
      return styleIds.tableText;
    case 'head':
      return styleIds.tableHead;
  }
}

const roleStyles = ['title', 'subtitle', 'subheading', 'goal', 'note'] as const;
function roleStyle(role: unknown): string | undefined {
  const found = roleStyles.find((one) => one === role);
  return found && styleIds[found];
}

function partStyle(part: unknown): string | undefined {
  if (typeof part !== 'string') return undefined;
  return part.startsWith('scenario:') ? styleIds.scenario : styleIds.line;
}

/** The number of a paragraph: where its first line is indented, else right before its words. */
export function numberRuns({ attrs }: ContentElement, isIndented: boolean): ParagraphChild[] {
  const number = attrs?.paragraphNumber;
  if (typeof number !== 'string') return [];
  const runs = wordsOf(number, { style: runStyles.number });
  return [...runs, isIndented ? new TextRun({ children: [new Tab()] }) : new TextRun(' ')];
}

/** How Word calls where a paragraph stands in its line. */
export const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.THAI_DISTRIBUTE,
} as const;
