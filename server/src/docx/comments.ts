import { type ContentNode, isText } from '@ruam/shared/document/content.ts';
import type { ReportedComment } from '@ruam/shared/report/reportDocument.ts';
import { inThailand } from '@ruam/shared/thai/dates.ts';
import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  type ICommentsOptions,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx';
import { readable } from './readable.ts';
import { styleIds } from './styles.ts';

/** The comments of a file, around the text nodes that they are about. */
export interface Margin {
  /** What stands before a text node. */
  before(node: ContentNode): ParagraphChild[];
  /** What stands after it. */
  after(node: ContentNode): ParagraphChild[];
  readonly comments: ICommentsOptions;
}

/** A thread begins before the first text node with its number and ends after the last; one that nothing bears is left out. */
export function createMargin(nodes: readonly ContentNode[], threads: readonly ReportedComment[]): Margin {
  const firsts = new Map<number, ContentNode>();
  const lasts = new Map<number, ContentNode>();
  const visit = (node: ContentNode): void => {
    for (const number of numbersOf(node)) {
      if (!firsts.has(number)) firsts.set(number, node);
      lasts.set(number, node);
    }
    if (!isText(node)) node.content?.forEach(visit);
  };
  nodes.forEach(visit);

  let next = 0;
  const told = threads.filter(({ number, entries }) => firsts.has(number) && entries.length > 0);
  const idsOf = new Map(told.map(({ number, entries }) => [number, entries.map(() => next++)]));
  const ids = (node: ContentNode, ends: ReadonlyMap<number, ContentNode>): number[] =>
    numbersOf(node).flatMap((number) => (ends.get(number) === node ? (idsOf.get(number) ?? []) : []));

  return {
    before: (node) => ids(node, firsts).map((id) => new CommentRangeStart(id)),
    after: (node) =>
      ids(node, lasts).flatMap((id) => [
        new CommentRangeEnd(id),
        new TextRun({ children: [new CommentReference(id)] }),
      ]),
    comments: { children: told.flatMap((thread) => entriesOf(thread, idsOf.get(thread.number) ?? [])) },
  };
}

/** Answers hang on the first. */
function entriesOf({ entries, isResolved }: ReportedComment, ids: readonly number[]): ICommentsOptions['children'] {
  const [first] = ids;
  return entries.map(({ name, at, text }, index) => ({
    id: ids[index] ?? 0,
    author: readable(name),
    initials: readable(initials(name)),
    // Word shows the time that is written, whatever zone it names.
    date: inThailand(at),
    children: text
      .split('\n')
      .map((line) => new Paragraph({ style: styleIds.comment, children: [new TextRun(readable(line))] })),
    ...(index === 0 || first === undefined ? { resolved: isResolved } : { parentId: first, resolved: isResolved }),
  }));
}

const letters = new Intl.Segmenter('th', { granularity: 'grapheme' });

function initials(name: string): string {
  const words = name.trim().split(/\s+/).slice(0, 2);
  return words.map((word) => [...letters.segment(word)][0]?.segment ?? '').join('');
}

function numbersOf(node: ContentNode): readonly number[] {
  const mark = isText(node) ? node.marks?.find(({ type }) => type === 'comment') : undefined;
  const numbers = mark?.attrs?.numbers;
  return Array.isArray(numbers) ? numbers.filter((number) => typeof number === 'number') : [];
}
