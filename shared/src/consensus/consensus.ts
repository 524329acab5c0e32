import { type Level, levelRank, levels } from '../assessment/level.ts';

/** How far the levels lie apart: 0 when all are alike (or there is at most one), 3 from none to significance. */
export function spreadOf(given: readonly (Level | null)[]): number {
  if (given.length === 0) return 0;
  const ranks = given.map(levelRank);
  return Math.max(...ranks) - Math.min(...ranks);
}

/** The level in the middle; between two the lower one, so that a claim never begins above half of the body. */
export function medianOf(given: readonly (Level | null)[]): Level | null {
  const ranks = given.map(levelRank).sort((one, other) => one - other);
  const middle = ranks[Math.floor((ranks.length - 1) / 2)];
  return middle === undefined || middle === 0 ? null : (levels[middle - 1] ?? null);
}

/** The widest spread first; what is not revealed comes behind, and equals stay in their order. */
export function bySpread<Item extends { readonly spread: number | null }>(items: readonly Item[]): Item[] {
  return [...items].sort((one, other) => (other.spread ?? -1) - (one.spread ?? -1));
}
