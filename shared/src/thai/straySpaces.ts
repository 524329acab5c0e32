import { readWords } from './reading.ts';
import { unsplitTerms } from './terms.ts';
import type { WordIndex } from './wordIndex.ts';

const splitPattern = new RegExp(
  unsplitTerms
    .split(' ')
    .map((term) => [...term].join(' ?'))
    .join('|'),
  'g',
);

/** Whether a set word that nobody splits is split in the line. */
export function splitsTerm(line: string): boolean {
  return line.match(splitPattern)?.some((found) => found.includes(' ')) ?? false;
}

/**
 * Which spaces of a line without signs of damage may be stray ones (rule 9): those beside a piece that does not read as
 * words, and those inside a set word. A lone consonant (`หมู่ ก`) is no such piece.
 */
export function strayIn(index: WordIndex, line: string): (space: number) => boolean {
  let allowed: Set<number> | null = null;
  return (space) => {
    allowed ??= straySpaces(index, line);
    return allowed.has(space);
  };
}

function straySpaces(index: WordIndex, line: string): Set<number> {
  const found = new Set<number>();
  for (const { 0: match, index: at } of line.matchAll(splitPattern)) addSpaces(found, match, at);
  const pieces: { readonly start: number; readonly end: number; readonly odd: boolean }[] = [];
  for (const { 0: piece, index: at } of line.matchAll(
    /[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e\ue000]+/g,
  )) {
    const odd = piece.length > 1 && readWords(index, piece, 0, piece.length).unknown > 0;
    pieces.push({ start: at, end: at + piece.length, odd });
  }
  pieces.forEach((piece, at) => {
    if (!piece.odd) return;
    const from = pieces[at - 1]?.end ?? piece.start;
    const to = pieces[at + 2]?.start ?? pieces[at + 1]?.start ?? piece.end;
    addSpaces(found, line.slice(from, to), from);
  });
  return found;
}

function addSpaces(found: Set<number>, text: string, offset: number): void {
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) found.add(offset + at);
}
