import type { CycleAnswer, ItemAnswer } from '@ruam/shared/api/api.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { reportResultsSchema } from '@ruam/shared/import/report.ts';
import type { ScoreInput } from '@ruam/shared/score/input.ts';
import type { Database } from '../database/database.ts';
import { byKindAndLevel } from '../document/readDocument.ts';
import type { Person } from '../people/actor.ts';

/** The cycles of the person's agency in which they have a seat, newest fiscal year first. */
export async function listCycles(database: Database, person: Person): Promise<CycleAnswer[]> {
  const own = [...new Set(person.seats.map(({ cycle }) => cycle))];
  if (own.length === 0) return [];
  const rows = await database
    .selectFrom('cycle')
    .innerJoin('agency', 'agency.id', 'cycle.agencyId')
    .select([
      'cycle.id',
      'cycle.title',
      'agency.name as agency',
      'cycle.fiscalYearBE',
      'cycle.round',
      'cycle.frameworkId',
      'cycle.status',
    ])
    .where('cycle.agencyId', '=', person.agencyId)
    .where('cycle.id', 'in', own)
    .orderBy('cycle.fiscalYearBE', 'desc')
    .orderBy('cycle.createdAt')
    .orderBy('cycle.id')
    .execute();
  return rows.map((row) => ({ ...row, round: row.round === 6 ? 6 : 12 }));
}

/** The same agency's cycle of the nearest fiscal year before, its longest round; null when there is none. */
export async function earlierCycleOf(
  database: Database,
  cycleId: string,
): Promise<{ readonly id: string; readonly fiscalYearBE: number } | null> {
  const earlier = await database
    .selectFrom('cycle as own')
    .innerJoin('cycle', 'cycle.agencyId', 'own.agencyId')
    .select(['cycle.id', 'cycle.fiscalYearBE'])
    .where('own.id', '=', cycleId)
    .whereRef('cycle.fiscalYearBE', '<', 'own.fiscalYearBE')
    .orderBy('cycle.fiscalYearBE', 'desc')
    .orderBy('cycle.round', 'desc')
    .orderBy('cycle.id')
    .executeTakeFirst();
  return earlier ?? null;
}

/** The framework edition that the cycle is pinned to. Throws `notFound`. */
export async function frameworkOf(database: Database, cycleId: string): Promise<Framework> {
  const row = await database
    .selectFrom('cycle')
    .innerJoin('framework', 'framework.id', 'cycle.frameworkId')
    .select('framework.content')
    .where('cycle.id', '=', cycleId)
    .executeTakeFirst();
  if (!row) throw new AppError('notFound', 'there is no such cycle');
  // Validated when it was stored; to validate it again for every request would cost others their typing.
  return JSON.parse(row.content) as Framework;
}

/** The items of a cycle in the framework's order, each with its documents. */
export async function listItems(database: Database, cycleId: string): Promise<ItemAnswer[]> {
  const framework = await frameworkOf(database, cycleId);
  const titles = new Map(
    framework.categories.flatMap((category) =>
      category.items.map((item) => [item.code, { th: item.title.th, en: item.title.en }] as const),
    ),
  );
  const rows = await database
    .selectFrom('item')
    .selectAll()
    .where('cycleId', '=', cycleId)
    .orderBy('position')
    .execute();
  const documents = await database
    .selectFrom('document')
    .select(['id', 'item', 'kind', 'level', 'state', 'lockEpoch', 'updatedAt'])
    .where('cycleId', '=', cycleId)
    .where('item', 'is not', null)
    .orderBy('createdAt')
    .execute();
  return rows.map((row) => {
    const own = documents.filter((document) => document.item === row.code).sort(byKindAndLevel);
    return {
      code: row.code,
      title: titles.get(row.code) ?? { th: row.code, en: row.code },
      category: row.category,
      kind: row.kind,
      status: row.status,
      claimed: row.claimed,
      advised: row.advised,
      approved: row.approved,
      updatedAt: Math.max(0, ...own.map((document) => document.updatedAt)),
      documents: own.map(({ id, kind, level, state, lockEpoch }) => ({
        id,
        kind,
        ...(level === null ? {} : { level }),
        state,
        lockEpoch,
      })),
    };
  });
}

/** What the score of a cycle is made of: the items' three values, entered indicators, and what its report states. */
export async function scoreInputOf(database: Database, cycleId: string): Promise<ScoreInput> {
  const items = await database
    .selectFrom('item')
    .select(['code', 'claimed', 'advised', 'approved'])
    .where('cycleId', '=', cycleId)
    .orderBy('position')
    .execute();
  const cycle = await database
    .selectFrom('cycle')
    .select('reportedResults')
    .where('id', '=', cycleId)
    .executeTakeFirst();
  const reported = cycle?.reportedResults ? reportResultsSchema.parse(JSON.parse(cycle.reportedResults)) : null;
  return { items, indicators: [], reported };
}
