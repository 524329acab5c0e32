import { type Level, levelRank } from '@ruam/shared/assessment/level.ts';

/** What the chain needs of an item. */
export interface ChainItem {
  readonly code: string;
  readonly category: string;
  readonly level: Level | null;
  readonly isApproved: boolean;
}

/** A drawing of the chain in its own units: 720 wide with words, 358 wide on a phone. */
export interface ChainSize {
  readonly width: number;
  /** Where the lines begin, right of the words. */
  readonly left: number;
  readonly lineGap: number;
  readonly top: number;
  readonly glyph: number;
  readonly letters: number;
}

export const wideChain: ChainSize = { width: 720, left: 106, lineGap: 39.4, top: 20.5, glyph: 15, letters: 13 };
export const phoneChain: ChainSize = { width: 358, left: 24, lineGap: 34, top: 14, glyph: 12, letters: 13 };

export interface ChainNote extends ChainItem {
  readonly x: number;
  readonly y: number;
}

/** Extra room between two categories and at both ends, in steps between items. */
const gapSteps = 0.75;
const endSteps = 1.6;

/** Places every item on its line; items of a category stand together. */
export function placeNotes(items: readonly ChainItem[], size: ChainSize): readonly ChainNote[] {
  const categories = new Set(items.map(({ category }) => category)).size;
  const steps = Math.max(1, items.length - 1 + (categories - 1) * gapSteps + endSteps);
  const step = (size.width - size.left) / steps;
  let x = size.left + step * 0.93;
  return items.map((item, index) => {
    const before = items[index - 1];
    if (before !== undefined) x += step * (before.category === item.category ? 1 : 1 + gapSteps);
    return { ...item, x, y: lineOf(item.level, size) };
  });
}

/** The height of a level's line; "none" lies below Basic. */
export function lineOf(level: Level | null, { top, lineGap }: ChainSize): number {
  return top + (3 - levelRank(level)) * lineGap;
}
