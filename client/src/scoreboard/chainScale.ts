import { type ChainItem, type ChainSize, stepOf } from './chainGeometry.ts';

/** Where a score is read: at a desk (a phone is one), or on a wall from across a room. */
export type ScoreSize = 'desk' | 'projector';

/** How the chain is drawn at most; one unit is a pixel at a desk, and a 28th of the letters on a wall. */
const whole = {
  desk: { left: 106, bare: 24, top: 20, foot: 41, glyph: 15, letters: 13, gap: { min: 30, usual: 39, max: 48 } },
  projector: { left: 254, bare: 54, top: 40, foot: 78, glyph: 38, letters: 30, gap: { min: 42, usual: 140, max: 170 } },
} as const;

/**
 * The drawing that fits a place of so many units: its letters stay as large as they are, and what has no room goes.
 * `height` null: as high as it likes.
 */
export function fitChain(
  items: readonly ChainItem[],
  size: ScoreSize,
  width: number,
  height: number | null,
): ChainSize {
  const { left, bare, top, foot, glyph, letters, gap } = whole[size];
  const gaps = items.some(({ level }) => level === null) ? 3 : 2;
  // The name of a category stands under its items: about four letters wide each.
  const hasWords = stepOf(items, { width, left }) * 4 >= letters * 3.2;
  const at = { width, left: hasWords ? left : bare };
  const room = height === null ? gap.usual : (height - top - foot) / gaps;
  return {
    ...at,
    lineGap: Math.min(gap.max, Math.max(gap.min, room)),
    top,
    foot,
    glyph: Math.min(glyph, stepOf(items, at) * 0.92),
    letters,
    hasWords,
  };
}
