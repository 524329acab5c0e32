import type { TextItem, TextMarkedContent } from 'pdfjs-dist/types/src/display/api.d.ts';
import { actualTextOf } from './actualText.ts';

/** A line of a page as it is set; lengths in points, from the left and from the foot of the page. */
export interface PdfLine {
  readonly text: string;
  readonly page: number;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  /** Of its letters. */
  readonly size: number;
  /** Of its page. */
  readonly height: number;
  readonly width: number;
}

interface Page {
  readonly number: number;
  readonly height: number;
  readonly width: number;
}

interface Piece {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
}

/** Letters whose feet differ by less than this part of their size stand in one line. */
const sameLine = 0.35;
/** A gap wider than this part of the size is a space. */
const spaceGap = 0.28;
/** In a line that was stretched letter by letter a space is so many times wider than what parts the letters. */
const wideGap = 2;
const wideSpace = '\u2003';
/** A line of fewer parts may well be of short words. */
const fewestParts = 8;
/** When so many lines stand above the one before, the order in the file is not that of the text. */
const maxJumps = 0.3;

/** Puts the pieces of a page together to lines, in the order of the file unless that jumps about. */
export function pageLines(items: readonly (TextItem | TextMarkedContent)[], page: Page): PdfLine[] {
  const lines: Piece[][] = [];
  for (const piece of piecesIn(items)) {
    const last = lines.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && isSameLine(before, piece)) last.push(piece);
    else lines.push([piece]);
  }
  const set = lines.map((pieces) => lineOf(pieces, page)).filter(({ text }) => text !== '');
  const jumps = set.filter(
    ({ baseline }, at) => baseline > (set[at - 1]?.baseline ?? Number.POSITIVE_INFINITY) + 1,
  ).length;
  return jumps > set.length * maxJumps ? set.toSorted((one, other) => other.baseline - one.baseline) : set;
}

/** The pieces of a page; those of which the file says what text they are, as that text. */
function piecesIn(items: readonly (TextItem | TextMarkedContent)[]): Piece[] {
  const pieces: Piece[] = [];
  const open: { readonly text: string | null; readonly from: number }[] = [];
  for (const item of items) {
    if ('str' in item) {
      const piece = pieceOf(item);
      if (piece !== null) pieces.push(piece);
    } else if (item.type !== 'endMarkedContent') {
      open.push({ text: actualTextOf(item), from: pieces.length });
    } else {
      const { text, from } = open.pop() ?? { text: null, from: 0 };
      // A space that the reader has put before it is none of its glyphs.
      const own = pieces.slice(from);
      const start = own.findIndex((piece) => piece.text.trim() !== '');
      const first = own[start];
      if (text === null || first === undefined) continue;
      pieces.length = from + start;
      pieces.push({ ...first, text, right: most(own.slice(start).map(({ right }) => right)) });
    }
  }
  return pieces;
}

function pieceOf({ str, transform, width, height }: TextItem): Piece | null {
  const [a = 0, b = 0, , , left = 0, baseline = 0] = transform as number[];
  const size = height > 0 ? height : Math.hypot(a, b);
  // What stands on its side is a watermark or the margin of a drawing.
  if (str === '' || Math.abs(b) > Math.abs(a)) return null;
  return { text: str, left, right: left + width, baseline, size };
}

function isSameLine(before: Piece, piece: Piece): boolean {
  const size = Math.max(before.size, piece.size);
  return Math.abs(before.baseline - piece.baseline) < size * sameLine && piece.left > before.left - size;
}

function lineOf(pieces: readonly Piece[], { number, height, width }: Page): PdfLine {
  const gaps = pieces.filter((piece) => piece.text.trim() === '' && piece.right > piece.left);
  const narrowest = least(gaps.map(({ left, right }) => right - left));
  const isGap = new Set(gaps);
  let text = '';
  let end: number | null = null;
  for (const piece of pieces) {
    const isMark = /^[\s\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]/.test(piece.text);
    const isApart = end !== null && piece.left - end > piece.size * spaceGap && !isMark;
    const isWide = isGap.has(piece) && piece.right - piece.left > narrowest * wideGap;
    text += (isApart && !/\s$/.test(text) ? ' ' : '') + (isWide ? wideSpace : piece.text);
    end = Math.max(end ?? 0, piece.right);
  }
  const worded = pieces.filter((piece) => piece.text.trim() !== '');
  return {
    text: closedUp(text).replace(/\s+/g, ' ').trim(),
    page: number,
    left: least(worded.map((piece) => piece.left)),
    right: most(worded.map((piece) => piece.right)),
    baseline: worded[0]?.baseline ?? 0,
    size: most(worded.map((piece) => piece.size)),
    ...{ height, width },
  };
}

// As arguments of `Math.min` a page of a hundred thousand pieces would be too many.
const least = (numbers: readonly number[]): number => numbers.reduce((one, other) => Math.min(one, other), Infinity);
const most = (numbers: readonly number[]): number => numbers.reduce((one, other) => Math.max(one, other), -Infinity);

/** A line that was stretched letter by letter without the gaps between its letters; where its spaces are not seen, they stand beside figures and Latin. */
function closedUp(text: string): string {
  const parts = text.split(/\s/);
  if (parts.length < fewestParts || parts.filter((part) => part.length > 4).length > parts.length * 0.2) return text;
  const closed = text.replace(/[^\S\u2003]/g, '');
  if (closed.includes(wideSpace)) return closed;
  return closed.replace(
    /(?<=[\u0e01-\u0e4e])(?=[A-Za-z0-9\u0e50-\u0e59(])|(?<=[A-Za-z0-9\u0e50-\u0e59)])(?=[\u0e01-\u0e4e])/g,
    ' ',
  );
}
