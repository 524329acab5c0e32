import type { Level } from '@ruam/shared/assessment/level.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayDecide } from '@ruam/shared/policy/policy.ts';
import type { Selectable } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { Person } from '../people/actor.ts';

/** An item of a cycle, by its code. */
export interface ItemKey {
  readonly cycle: string;
  readonly code: string;
}

/** Throws `notFound`. */
export async function readItem(database: Database, { cycle, code }: ItemKey): Promise<Selectable<Schema['item']>> {
  const item = await database
    .selectFrom('item')
    .selectAll()
    .where('cycleId', '=', cycle)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!item) throw new AppError('notFound', `there is no item ${code} in this cycle`);
  return item;
}

/** A process item is decided at a level, a dimension without. Throws `invalid`. */
export function checkLevel({ kind }: Pick<Schema['item'], 'kind'>, level: Level | null): void {
  if (kind === 'process' && level === null) throw new AppError('invalid', 'name the level of this item');
  if (kind === 'dimension' && level !== null) throw new AppError('invalid', 'a dimension has no level');
}

/** Throws `forbidden` for who decides nothing, or sits in the item's body. */
export function checkMayDecide(person: Person, cycle: string, { category }: Pick<Schema['item'], 'category'>): void {
  if (mayDecide(person, cycle, category)) return;
  throw new AppError('forbidden', "the steering chair and the secretariat decide, and nobody on their own body's item");
}
