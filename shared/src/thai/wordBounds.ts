import { segmentWords } from './words.ts';

/** Half-open range of a text, in UTF-16 units. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** Where Ctrl+→ stops: before the next word as Word on Windows has it, or behind this one as a Mac has it. */
export type WordStop = 'start' | 'end';

/** How much text around a caret is cut into words: longer than any Thai phrase without a space. */
const windowLetters = 600;

/**
 * The words of a text, each a range that neither cuts a compound of the domain nor a letter with its vowel and tone
 * signs. What stands between words is in none.
 */
export function wordRanges(text: string): readonly TextRange[] {
  const isWhole = graphemeBounds(text);
  const ranges: { from: number; to: number }[] = [];
  for (const { start, text: piece, isWord } of segmentWords(text)) {
    const last = ranges.at(-1);
    const end = start + piece.length;
    // A sign that the dictionary cut off belongs to the word before it.
    if (last !== undefined && last.to === start && !isWhole.has(start)) last.to = end;
    else if (isWord) ranges.push({ from: start, to: end });
  }
  return ranges;
}

/** Where the next word stop behind `at` is; the text's end when there is none. */
export function nextWordStop(text: string, at: number, stop: WordStop): number {
  const { from, words, to } = wordsAround(text, at);
  const found = words.find((word) => from + (stop === 'start' ? word.from : word.to) > at);
  if (found !== undefined) return from + (stop === 'start' ? found.from : found.to);
  return to;
}

/** Where the word before `at` begins; 0 when there is none. */
export function previousWordStop(text: string, at: number): number {
  const { from, words } = wordsAround(text, at);
  const found = words.findLast((word) => from + word.from < at);
  return from + (found?.from ?? 0);
}

/** The word that a double click on `at` selects; null between words. */
export function wordAt(text: string, at: number): TextRange | null {
  const { from, words } = wordsAround(text, at);
  const found =
    words.find((word) => from + word.from <= at && at < from + word.to) ?? words.find((word) => from + word.to === at);
  return found === undefined ? null : { from: from + found.from, to: from + found.to };
}

/** Offsets at which a letter with all its signs begins, and the text's end. */
export function graphemeBounds(text: string): ReadonlySet<number> {
  const bounds = new Set([text.length]);
  for (const { index } of new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(text)) bounds.add(index);
  return bounds;
}

function wordsAround(text: string, at: number): { from: number; to: number; words: readonly TextRange[] } {
  const from = spaceBefore(text, at - windowLetters);
  const behind = text.indexOf(' ', at + windowLetters);
  const to = behind < 0 || behind > at + 2 * windowLetters ? Math.min(text.length, at + 2 * windowLetters) : behind;
  return { from, to, words: wordRanges(text.slice(from, to)) };
}

/** A space to begin at, so that the dictionary sees whole phrases; without one for long, anywhere. */
function spaceBefore(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.lastIndexOf(' ', at);
  return space < at - windowLetters ? at : space + 1;
}
