import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import type { ItemState } from '@ruam/shared/deciding/workflow.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayDecide } from '@ruam/shared/policy/policy.ts';
import type { Selectable } from 'kysely';
import { listItems } from '../cycle/readCycle.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
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

/** The item as the interface gives it. Throws `notFound`. */
export async function answerItem(database: Database, { cycle, code }: ItemKey): Promise<ItemAnswer> {
  const answer = (await listItems(database, cycle)).find((item) => item.code === code);
  if (!answer) throw new AppError('notFound', `there is no item ${code} in this cycle`);
  return answer;
}

/** Where the item stands, for `nextState`; to be read after the cycle's chain was taken. Throws `notFound`. */
export async function readItemState(transaction: DatabaseTransaction, key: ItemKey): Promise<ItemState> {
  const { kind, status, claimed, advised, approved } = await readItem(transaction, key);
  const conditions = await openConditions(transaction, key);
  return { kind, status, claimed, advised, approved, hasOpenConditions: conditions.length > 0 };
}

export async function writeItemState(
  transaction: DatabaseTransaction,
  { cycle, code }: ItemKey,
  { status, claimed, advised, approved }: ItemState,
): Promise<void> {
  await transaction
    .updateTable('item')
    .set({ status, claimed, advised, approved })
    .where('cycleId', '=', cycle)
    .where('code', '=', code)
    .execute();
}

/** Ids of the standing approvals whose conditions are not met yet. */
export async function openConditions(
  transaction: DatabaseTransaction,
  { cycle, code }: ItemKey,
): Promise<readonly string[]> {
  const rows = await transaction
    .selectFrom('approval')
    .select('id')
    .where('cycleId', '=', cycle)
    .where('itemCode', '=', code)
    .where('reopeningId', 'is', null)
    .where('conditions', 'is not', null)
    .where('conditionsMetAt', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
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
