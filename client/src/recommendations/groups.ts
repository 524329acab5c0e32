import type { RecommendationAnswer } from '@ruam/shared/api/recommendations.ts';

/** Recommendations that stand together: of an item (null: of the whole), or given to a unit (null: to none). */
export interface RecommendationGroup {
  readonly kind: 'item' | 'unit';
  readonly name: string | null;
  /** False for a unit that the register does not have. */
  readonly isKnown: boolean;
  readonly recommendations: readonly RecommendationAnswer[];
}

/** By item, in the order given. */
export function byItem(recommendations: readonly RecommendationAnswer[]): readonly RecommendationGroup[] {
  return [...Map.groupBy(recommendations, ({ item }) => item)].map(([name, own]) => ({
    kind: 'item',
    name,
    isKnown: true,
    recommendations: own,
  }));
}

/** The years that they aim at, in order; null, last, when some name none. */
export function yearsOf(recommendations: readonly RecommendationAnswer[]): readonly (number | null)[] {
  const years = new Set(recommendations.map(({ targetFiscalYear }) => targetFiscalYear));
  return [...years].toSorted((a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY));
}
