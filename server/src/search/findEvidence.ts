import { maxFound, type SearchKind } from '@ruam/shared/api/search.ts';
import { foldText, plainText } from '@ruam/shared/search/fold.ts';
import type { Database } from '../database/database.ts';

export interface FoundEvidence {
  readonly id: string;
  readonly cycle: string;
  readonly text: string;
  readonly folded: string;
  readonly period: number;
  readonly at: number;
}

/** Titles that are read; a register has hundreds. */
const maxTitles = 20_000;

/** Entries of the evidence register, also confidential ones, whose titles have all terms: everybody reads the register. */
export async function findEvidence(
  database: Database,
  {
    cycles,
    terms,
    kind,
    category,
  }: {
    readonly cycles: readonly string[];
    readonly terms: readonly string[];
    readonly kind: SearchKind | undefined;
    readonly category: string | undefined;
  },
): Promise<readonly FoundEvidence[]> {
  // An entry serves several categories.
  if (category !== undefined || terms.length === 0 || cycles.length === 0) return [];
  if (kind !== undefined && kind !== 'evidence') return [];
  const rows = await database
    .selectFrom('evidence')
    .innerJoin('cycle', 'cycle.id', 'evidence.cycleId')
    .select(['evidence.id', 'evidence.cycleId as cycle', 'evidence.title', 'evidence.changedAt as at'])
    .select(['cycle.fiscalYearBE', 'cycle.round'])
    .where('evidence.cycleId', 'in', cycles)
    .where('evidence.removedAt', 'is', null)
    .orderBy('evidence.changedAt', 'desc')
    .limit(maxTitles)
    .execute();
  return rows
    .map(({ id, cycle, title, at, fiscalYearBE, round }) => {
      const text = plainText(title);
      return { id, cycle, text, folded: foldText(text), period: fiscalYearBE * 100 + round, at };
    })
    .filter(({ folded }) => terms.every((term) => folded.includes(term)))
    .slice(0, maxFound + 1);
}
