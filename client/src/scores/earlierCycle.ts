import type { CycleAnswer } from '@ruam/shared/api/api.ts';

/** The same agency's cycle of the nearest fiscal year before, its longest round; null when there is none. */
export function earlierCycle(cycle: CycleAnswer, cycles: readonly CycleAnswer[]): CycleAnswer | null {
  const before = cycles.filter(
    ({ agency, fiscalYearBE }) => agency === cycle.agency && fiscalYearBE < cycle.fiscalYearBE,
  );
  return before.sort((one, other) => other.fiscalYearBE - one.fiscalYearBE || other.round - one.round)[0] ?? null;
}
