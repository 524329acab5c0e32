import {
  type ContentElement,
  type ContentMark,
  type ContentNode,
  type ContentText,
  isText,
} from '../document/content.ts';
import type { ReportedComment } from './reportDocument.ts';
import type { ReportedThread } from './reportSource.ts';

/** A thread and the number that its mark bears: its place among all, until `numberComments`. */
export interface PlacedThread {
  readonly place: number;
  readonly quote: string | null;
}

/** What a passage is compared without: its blanks change from text to text, and a picture within it is no word. */
const blanks = /[\s\ufffc]+/g;

/** From where to where a thread's words stand, counted without blanks. */
interface Range {
  readonly from: number;
  readonly to: number;
  readonly place: number;
}

/**
 * Marks the passages that threads are about with `comment` (attrs `numbers`). `missing`: those about no passage, or about
 * one that no longer stands there.
 */
export function markThreads(
  blocks: readonly ContentElement[],
  threads: readonly PlacedThread[],
): { readonly blocks: readonly ContentElement[]; readonly missing: readonly PlacedThread[] } {
  if (threads.length === 0) return { blocks, missing: [] };
  const words = blocks.map(wordsIn).join('');
  const missing: PlacedThread[] = [];
  const ranges: Range[] = [];
  for (const thread of threads) {
    const quote = thread.quote?.replace(blanks, '').replace(/…$/, '') ?? '';
    const from = quote === '' ? -1 : words.indexOf(quote);
    if (from === -1) missing.push(thread);
    else ranges.push({ from, to: from + quote.length, place: thread.place });
  }
  if (ranges.length === 0) return { blocks, missing };
  const reader = { at: 0, ranges };
  return { blocks: blocks.map((block) => markElement(block, reader)), missing };
}

/** Marks the whole of a heading or paragraph. */
export function markWhole(block: ContentElement, threads: readonly PlacedThread[]): ContentElement {
  if (threads.length === 0) return block;
  const numbers = threads.map(({ place }) => place);
  return { ...block, content: (block.content ?? []).map((node) => (isText(node) ? marked(node, numbers) : node)) };
}

/**
 * Numbers the marked threads from 1, in reading order.
 *
 * @param after what else stands after a passage, by the number of its comment
 */
export function numberComments(
  parts: readonly (readonly ContentElement[])[],
  threads: readonly ReportedThread[],
  after: (number: number) => readonly ContentNode[],
): { readonly parts: readonly (readonly ContentElement[])[]; readonly comments: readonly ReportedComment[] } {
  const numbers = new Map<number, number>();
  const left = new Map<number, number>();
  const count = (node: ContentNode): void => {
    for (const place of placesOf(node)) left.set(place, (left.get(place) ?? 0) + 1);
    if (!isText(node)) node.content?.forEach(count);
  };
  for (const blocks of parts) blocks.forEach(count);
  const visit = (node: ContentNode): readonly ContentNode[] => {
    if (!isText(node)) {
      if (node.content === undefined) return [node];
      return [{ ...node, content: node.content.flatMap(visit) }];
    }
    const places = placesOf(node);
    if (places.length === 0) return [node];
    for (const place of places) if (!numbers.has(place)) numbers.set(place, numbers.size + 1);
    const own = places.map((place) => numbers.get(place) ?? 0).sort((a, b) => a - b);
    for (const place of places) left.set(place, (left.get(place) ?? 0) - 1);
    const ended = places.filter((place) => left.get(place) === 0).map((place) => numbers.get(place) ?? 0);
    return [marked(withoutComments(node), own), ...ended.sort((a, b) => a - b).flatMap(after)];
  };
  const numbered = parts.map((blocks) => blocks.flatMap(visit).filter((node) => !isText(node)));
  const comments = [...numbers].map(([place, number]): ReportedComment | null => {
    const thread = threads[place];
    if (thread === undefined) return null;
    const { item, level, quote, isResolved, entries } = thread;
    return { number, item, level, quote, isResolved, entries };
  });
  return { parts: numbered, comments: comments.filter((comment) => comment !== null) };
}

/** The words of a node without blanks and notes: a comment cannot stand in a note. */
function wordsIn(node: ContentNode): string {
  if (isText(node)) return node.text.replace(blanks, '');
  return node.type === 'footnote' ? '' : (node.content ?? []).map(wordsIn).join('');
}

interface Reader {
  /** How many letters were read, without blanks. */
  at: number;
  readonly ranges: readonly Range[];
}

function markElement(node: ContentElement, reader: Reader): ContentElement {
  if (node.type === 'footnote' || node.content === undefined) return node;
  return {
    ...node,
    content: node.content.flatMap((child) => (isText(child) ? markText(child, reader) : [markElement(child, reader)])),
  };
}

/** The pieces of a text node, each with the threads that are about all of it. */
function markText(node: ContentText, reader: Reader): ContentText[] {
  const start = reader.at;
  const end = start + node.text.replace(blanks, '').length;
  reader.at = end;
  const ranges = reader.ranges.filter(({ from, to }) => from < end && to > start);
  if (ranges.length === 0) return [node];
  const pieces: ContentText[] = [];
  let at = start;
  let last = '';
  let text = '';
  const flush = (): void => {
    const numbers = last === '' ? [] : last.split(' ').map(Number);
    if (text !== '') pieces.push(numbers.length === 0 ? { ...node, text } : marked({ ...node, text }, numbers));
    text = '';
  };
  for (const letter of node.text.split('')) {
    const isBlank = letter.replace(blanks, '') === '';
    // A blank within a passage belongs to it, one beside it does not.
    const own = ranges.filter(({ from, to }) => (isBlank ? from < at && at < to : from <= at && at < to));
    const key = own.map(({ place }) => place).join(' ');
    if (key !== last) flush();
    last = key;
    text += letter;
    if (!isBlank) at += 1;
  }
  flush();
  return pieces;
}

function placesOf(node: ContentNode): readonly number[] {
  const mark = isText(node) ? node.marks?.find(({ type }) => type === 'comment') : undefined;
  const numbers = mark?.attrs?.numbers;
  return Array.isArray(numbers) ? numbers.filter((number) => typeof number === 'number') : [];
}

function withoutComments(node: ContentText): ContentText {
  const { marks = [], ...rest } = node;
  const others = marks.filter(({ type }) => type !== 'comment');
  return others.length === 0 ? rest : { ...rest, marks: others };
}

function marked(node: ContentText, numbers: readonly number[]): ContentText {
  const mark: ContentMark = { type: 'comment', attrs: { numbers } };
  return { ...node, marks: [...(node.marks ?? []), mark] };
}
