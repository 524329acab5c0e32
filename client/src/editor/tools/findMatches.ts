import { graphemeBounds, wordRanges } from '@ruam/shared/thai/wordBounds.ts';
import type { Node } from '@tiptap/pm/model';
import { blockText, eachTextBlock, leafLetter } from './blockText.ts';

/** What is looked for. */
export interface FindQuery {
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWords: boolean;
  /** ๓ finds 3, and 3 finds ๓. */
  readonly anyDigits: boolean;
}

/** Where it stands, in positions of the document. */
export interface FindMatch {
  readonly from: number;
  readonly to: number;
}

/** What is looked for is no longer than this. */
export const maxQueryLetters = 200;
/** More are not shown, nor counted. */
export const maxMatches = 5_000;

/** Finds in a document what a query asks for; what has not changed since the last call is not searched again. */
export function createFinder(query: FindQuery): (doc: Node) => readonly FindMatch[] {
  const wanted = folded(query.text.slice(0, maxQueryLetters), query).text;
  const known = new WeakMap<Node, readonly FindMatch[]>();
  return (doc) => {
    const matches: FindMatch[] = [];
    if (wanted === '') return matches;
    eachTextBlock(doc, (block, start) => {
      if (matches.length >= maxMatches) return;
      const inBlock = known.get(block) ?? findIn(blockText(block), wanted, query);
      known.set(block, inBlock);
      for (const { from, to } of inBlock) matches.push({ from: start + from, to: start + to });
    });
    return matches.slice(0, maxMatches);
  };
}

/** A text as it is compared, and where each of its units stands in the original; no list when at the same place. */
interface Folded {
  readonly text: string;
  readonly places: readonly number[] | null;
}

/**
 * Whole letters only: ก does not find the ก of ก่, as in a browser's own search; the dictionary decides what a word is.
 */
function findIn(text: string, wanted: string, query: FindQuery): FindMatch[] {
  const searched = folded(text, query);
  const matches: FindMatch[] = [];
  let letters: ReadonlySet<number> | null = null;
  let words: { readonly starts: ReadonlySet<number>; readonly ends: ReadonlySet<number> } | null = null;
  for (let at = searched.text.indexOf(wanted); at >= 0; ) {
    const from = placeOf(searched, at);
    const to = placeOf(searched, at + wanted.length);
    letters ??= graphemeBounds(text);
    if (query.wholeWords) words ??= wordEdges(text);
    const isWhole = letters.has(from) && letters.has(to);
    const isWord = words === null || (words.starts.has(from) && words.ends.has(to));
    const isFound = isWhole && isWord && from < to;
    if (isFound) matches.push({ from, to });
    if (matches.length >= maxMatches) return matches;
    at = searched.text.indexOf(wanted, at + (isFound ? wanted.length : 1));
  }
  return matches;
}

function wordEdges(text: string): { starts: ReadonlySet<number>; ends: ReadonlySet<number> } {
  const words = wordRanges(text);
  return { starts: new Set(words.map(({ from }) => from)), ends: new Set(words.map(({ to }) => to)) };
}

function placeOf({ places }: Folded, at: number): number {
  return places === null ? at : (places[at] ?? at);
}

function folded(text: string, query: FindQuery): Folded {
  const plain = foldedPiece(text, query);
  // Most text is composed already, and then every unit has stayed where it was.
  if (plain.length === text.length && text.normalize('NFC') === text) return { text: plain, places: null };
  const places: number[] = [];
  let result = '';
  for (const { 0: piece, index } of text.matchAll(/\P{M}?\p{M}*/gu)) {
    const fold = foldedPiece(piece, query);
    for (let i = 0; i < fold.length; i++) places.push(i < piece.length ? index + i : index + piece.length);
    result += fold;
  }
  places.push(text.length);
  return { text: result, places };
}

function foldedPiece(text: string, { matchCase, anyDigits }: FindQuery): string {
  let piece = text.normalize('NFC').replaceAll('\u00a0', ' ').replaceAll(leafLetter, '\n');
  if (!matchCase) piece = piece.toLowerCase();
  if (anyDigits) piece = piece.replace(/[๐-๙]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x0e50 + 0x30));
  return piece;
}
