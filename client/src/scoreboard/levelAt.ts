import { type Level, levelRank, levels } from '@ruam/shared/assessment/level.ts';
import type { ChainSize } from './chainGeometry.ts';

/** The level whose line is nearest to a height in the chain's units, and never below `lowest`. */
export function levelAt(y: number, { top, lineGap }: ChainSize, lowest: Level | null): Level | null {
  const rank = Math.round(3 - (y - top) / lineGap);
  return levels[Math.max(levelRank(lowest), Math.min(3, rank)) - 1] ?? null;
}
