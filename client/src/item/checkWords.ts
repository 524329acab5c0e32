import type { Level } from '@ruam/shared/assessment/level.ts';
import { levelRank, levels } from '@ruam/shared/assessment/level.ts';
import { paths } from '../ui/paths.ts';

/** Where a passage of an item's evidence is shown and marked. */
export function passagePath(
  cycle: string,
  category: string,
  { item, level, quote }: { readonly item: string; readonly level: Level; readonly quote: string },
): string {
  const words = quote.slice(0, 60).replace(/…$/, '').toWellFormed();
  return `${paths.evidence(cycle, category, item, level)}&passage=${encodeURIComponent(words)}`;
}

/** The level that an item works towards: the one above where it stands, the highest when there is none above. */
export function levelAhead(standing: Level | null): Level {
  return levels.find((level) => levelRank(level) > levelRank(standing)) ?? 'significance';
}
