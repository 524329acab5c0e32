import type { RecommendationAnswer, RecommendationQuery } from '../api/recommendations.ts';
import type { UnitFinder } from '../units/register.ts';

/** Whether a recommendation is asked for; what a query leaves out asks for everything. */
export function isAskedFor(
  { item, status, targetFiscalYear, carriedFrom, units }: RecommendationAnswer,
  query: RecommendationQuery,
  finder: UnitFinder,
): boolean {
  if (query.item !== undefined && item !== query.item) return false;
  if (query.status !== undefined && (status ?? 'none') !== query.status) return false;
  if (query.year !== undefined && targetFiscalYear !== query.year) return false;
  if (query.carried !== undefined && String(carriedFrom !== null) !== query.carried) return false;
  const { unit } = query;
  return unit === undefined || units.some(({ written }) => finder.concerns(written, unit));
}

/** What is given to one unit; `name` null: to no unit at all. */
export interface UnitList {
  readonly name: string | null;
  readonly isInRegister: boolean;
  readonly recommendations: readonly RecommendationAnswer[];
}

/**
 * The to-do list of every unit, in the order of the register, with what is given to groups that hold it; then of units
 * that the register does not have, and what is given to nobody.
 */
export function listsByUnit(
  recommendations: readonly RecommendationAnswer[],
  names: readonly string[],
  finder: UnitFinder,
): readonly UnitList[] {
  const givenTo = (name: string) =>
    recommendations.filter(({ units }) => units.some(({ written }) => finder.concerns(written, name)));
  const unknown = new Set(
    recommendations.flatMap(({ units }) => units.filter(({ unit }) => unit === null).map(({ written }) => written)),
  );
  const lists = [
    ...names.map((name) => ({ name, isInRegister: true, recommendations: givenTo(name) })),
    ...[...unknown].map((name) => ({ name, isInRegister: false, recommendations: givenTo(name) })),
    { name: null, isInRegister: false, recommendations: recommendations.filter(({ units }) => units.length === 0) },
  ];
  return lists.filter((list) => list.recommendations.length > 0);
}
