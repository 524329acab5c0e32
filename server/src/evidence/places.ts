import { AppError } from '@ruam/shared/errors/errors.ts';
import { listItems } from '@ruam/shared/framework/lookup.ts';
import { frameworkOf } from '../cycle/readCycle.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';

/** A check of the framework, and whose it is. */
export interface CheckPlace {
  readonly id: string;
  readonly item: string;
}

/** What the framework of a cycle has, in its order. */
export interface Places {
  readonly checks: ReadonlyMap<string, CheckPlace>;
  /** Category by item. */
  readonly items: ReadonlyMap<string, string>;
}

export async function placesOf(database: Database | DatabaseTransaction, cycle: string): Promise<Places> {
  const framework = await frameworkOf(database, cycle);
  const checks = new Map<string, CheckPlace>();
  for (const item of listItems(framework)) {
    if (item.kind !== 'process') continue;
    for (const { id } of item.levels.flatMap((level) => level.checks)) checks.set(id, { id, item: item.code });
  }
  const items = framework.categories.flatMap((category) =>
    category.items.map(({ code }) => [code, category.code] as const),
  );
  return { checks, items: new Map(items) };
}

/** The checks with these ids. Throws `invalid` for one that the framework does not have. */
export function checksNamed({ checks }: Places, ids: readonly string[]): CheckPlace[] {
  return [...new Set(ids)].map((id) => {
    const check = checks.get(id);
    if (check === undefined) throw new AppError('invalid', `the framework has no check ${id}`);
    return check;
  });
}

/** The codes, each once. Throws `invalid` for one that the framework does not have. */
export function itemsNamed({ items }: Places, codes: readonly string[]): string[] {
  const unknown = codes.find((code) => !items.has(code));
  if (unknown !== undefined) throw new AppError('invalid', `the framework has no item ${unknown}`);
  return [...new Set(codes)];
}

/** The categories of the checks that an entry proves and the items that it belongs to. */
export async function categoriesOf(
  database: Database | DatabaseTransaction,
  cycle: string,
  evidence: string,
): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('item')
    .select('category')
    .distinct()
    .where('cycleId', '=', cycle)
    .where((where) =>
      where.or([
        where('code', 'in', (query) =>
          query.selectFrom('evidenceCheck').select('itemCode').where('evidenceId', '=', evidence),
        ),
        where('code', 'in', (query) =>
          query.selectFrom('evidenceItem').select('itemCode').where('evidenceId', '=', evidence),
        ),
      ]),
    )
    .execute();
  return rows.map(({ category }) => category);
}
