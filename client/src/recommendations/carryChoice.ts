import type { CarryCandidate } from '@ruam/shared/api/recommendations.ts';

/** So many are carried over at once (`carryOverRequestSchema`). */
export const maxChosen = 500;

/** What tells a candidate from all others. */
export function keyOf({ document, block }: Pick<CarryCandidate, 'document' | 'block'>): string {
  return `${document} ${block}`;
}

/** Those that may be carried over. */
export function freeOf(candidates: readonly CarryCandidate[]): readonly CarryCandidate[] {
  return candidates.filter(({ state }) => state === 'free').slice(0, maxChosen);
}

/** The candidate and what stands under it in its text, as far as they may be carried over: they are chosen together. */
export function withChildren(candidates: readonly CarryCandidate[], parent: CarryCandidate): readonly CarryCandidate[] {
  const from = candidates.indexOf(parent);
  const behind = candidates.slice(from + 1);
  const end = behind.findIndex(({ document, depth }) => document !== parent.document || depth <= parent.depth);
  return freeOf([parent, ...(end < 0 ? behind : behind.slice(0, end))]);
}
