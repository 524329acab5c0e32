import { type Level, levelRank } from '@ruam/shared/assessment/level.ts';
import { type Scoreboard, scoredItems } from '@ruam/shared/score/scoreboard.ts';

/** What the chain needs of an item. */
export interface ChainItem {
  readonly code: string;
  readonly category: string;
  readonly level: Level | null;
  readonly isApproved: boolean;
}

/** A drawing of the chain in its own units. */
export interface ChainSize {
  readonly width: number;
  /** Where the lines begin, right of the words. */
  readonly left: number;
  readonly lineGap: number;
  readonly top: number;
  /** Below the lowest line, with the names of the categories. */
  readonly foot: number;
  readonly glyph: number;
  readonly letters: number;
  /** Without room for words there are only the levels' shapes and the categories' numbers. */
  readonly hasWords: boolean;
}

export const wideChain: ChainSize = {
  width: 720,
  left: 106,
  lineGap: 39.4,
  top: 20.5,
  foot: 41,
  glyph: 15,
  letters: 13,
  hasWords: true,
};
export const phoneChain: ChainSize = {
  ...wideChain,
  width: 358,
  left: 24,
  lineGap: 34,
  top: 14,
  glyph: 12,
  hasWords: false,
};

export interface ChainNote extends ChainItem {
  readonly x: number;
  readonly y: number;
}

/** The process items of a scoreboard. Solid is only what the meeting has decided: more may be claimed than is approved. */
export function chainItems(board: Scoreboard): readonly ChainItem[] {
  return scoredItems(board).map(({ subject, level, levelBy }) => ({
    code: subject,
    category:
      board.trace.children.find(({ children }) => children.some((item) => item.subject === subject))?.subject ?? '',
    level,
    isApproved: levelBy?.method === 'item-value' && levelBy.approved !== null && levelBy.approved === level,
  }));
}

/** Extra room between two categories and at both ends, in steps between items. */
const gapSteps = 0.75;
const endSteps = 1.6;

/** The way from an item to the next. */
export function stepOf(items: readonly ChainItem[], { width, left }: Pick<ChainSize, 'width' | 'left'>): number {
  const categories = new Set(items.map(({ category }) => category)).size;
  return (width - left) / Math.max(1, items.length - 1 + (categories - 1) * gapSteps + endSteps);
}

/** Places every item on its line; items of a category stand together. */
export function placeNotes(items: readonly ChainItem[], size: ChainSize): readonly ChainNote[] {
  const step = stepOf(items, size);
  let x = size.left + step * 0.93;
  return items.map((item, index) => {
    const before = items[index - 1];
    if (before !== undefined) x += step * (before.category === item.category ? 1 : 1 + gapSteps);
    return { ...item, x, y: lineOf(item.level, size) };
  });
}

const maxNamed = 4;

/** The notes that are written out by their codes: the lowest, while they are few. */
export function namedNotes(notes: readonly ChainNote[], overall: Level | null): readonly ChainNote[] {
  const lowest = notes.filter(({ level }) => level === overall);
  return overall !== 'significance' && lowest.length <= maxNamed ? lowest : [];
}

/** The height of a level's line; "none" lies below Basic. */
export function lineOf(level: Level | null, { top, lineGap }: ChainSize): number {
  return top + (3 - levelRank(level)) * lineGap;
}
