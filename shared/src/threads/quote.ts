import type { Passage } from './anchors.ts';
import { maxQuoteLength } from './bounds.ts';
import { type FlatDocument, plainText } from './flatDocument.ts';

const letters = new Intl.Segmenter('th', { granularity: 'grapheme' });

/** How many UTF-16 units of text a passage has. */
export function passageLength({ runs }: FlatDocument, { from, to }: Passage): number {
  return runs.reduce(
    (sum, run) => sum + Math.max(0, Math.min(run.from + run.length, to) - Math.max(run.from, from)),
    0,
  );
}

/**
 * The words of a passage, a line feed between blocks. A passage that begins or ends within a letter (a surrogate pair, a
 * Thai cluster such as น้ำ) is read with the whole letter; a long one is cut between letters and ends with "…".
 */
export function readQuote({ runs }: FlatDocument, { from, to }: Passage): string {
  let quote = '';
  let last: unknown = null;
  for (const { text, from: start, length, block } of runs) {
    if (start >= to || start + length <= from || length === 0) continue;
    const words = plainText(text);
    const begin = letterStart(words, Math.max(from - start, 0));
    const end = letterEnd(words, Math.min(to - start, length));
    if (last !== null && last !== block) quote += '\n';
    quote += words.slice(begin, end);
    last = block;
    if (quote.length > maxQuoteLength) return shorten(quote);
  }
  return quote;
}

function shorten(text: string): string {
  let end = 0;
  for (const { index, segment } of letters.segment(text.slice(0, maxQuoteLength))) {
    if (index + segment.length >= maxQuoteLength) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end)}…`;
}

function letterStart(words: string, index: number): number {
  return index >= words.length ? words.length : (letters.segment(words).containing(index)?.index ?? index);
}

function letterEnd(words: string, index: number): number {
  if (index <= 0 || index >= words.length) return Math.min(Math.max(index, 0), words.length);
  const letter = letters.segment(words).containing(index);
  return letter === undefined || letter.index === index ? index : letter.index + letter.segment.length;
}
