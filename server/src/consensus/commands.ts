import type { Level } from '@ruam/shared/assessment/level.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayGivePrivateLevel, mayRevealLevels } from '@ruam/shared/policy/advice.ts';
import type { Commands, Work } from '../commands/commands.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';

export interface ConsensusDependencies {
  readonly database: Database;
  readonly commands: Commands;
}

/** An item of a cycle, by its code. */
interface ItemKey {
  readonly cycle: string;
  readonly code: string;
}

/**
 * Gives one's own level of an item (`level` null: not even basic), or takes it back (`given` null). The audit entry says
 * that somebody gave one, never which. Throws `forbidden`, `notFound`, `invalid` (a dimension has no level),
 * `levelsRevealed`: who has seen the others' gives none any more.
 */
export async function givePrivateLevel(
  { database, commands }: ConsensusDependencies,
  person: Person,
  { cycle, code }: ItemKey,
  given: { readonly level: Level | null } | null,
): Promise<void> {
  const category = await categoryOf(database, { cycle, code });
  if (!mayGivePrivateLevel(person, cycle, category))
    throw new AppError('forbidden', 'a private level is given by those who sit in the body of the item');
  await commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    if (await isRevealed(transaction, { cycle, code }))
      throw new AppError('levelsRevealed', 'the levels of this item are revealed; a new round begins anew');
    const row = { cycleId: cycle, itemCode: code, personId: person.id };
    if (given === null) {
      const taken = await transaction
        .deleteFrom('privateLevel')
        .where('cycleId', '=', cycle)
        .where('itemCode', '=', code)
        .where('personId', '=', person.id)
        .executeTakeFirst();
      if (taken.numDeletedRows === 0n) return;
    } else {
      await transaction
        .insertInto('privateLevel')
        .values({ ...row, level: given.level, at })
        .onConflict((conflict) =>
          conflict.columns(['cycleId', 'itemCode', 'personId']).doUpdateSet({ level: given.level, at }),
        )
        .execute();
    }
    await audit(cycleChain(cycle), given === null ? 'level.withdrawn' : 'level.given', { cycle, item: code });
  });
}

/**
 * Shows everybody's level to everybody, together; again changes nothing. From then on the levels stay. Throws `forbidden`, `notFound`, `invalid` (a dimension, or nobody has given one).
 */
export async function revealLevels(dependencies: ConsensusDependencies, person: Person, key: ItemKey): Promise<void> {
  const { cycle, code } = key;
  await decideOnLevels(dependencies, person, key, async ({ transaction, at, audit }) => {
    if (await isRevealed(transaction, key)) return;
    const first = await transaction
      .selectFrom('privateLevel')
      .select('personId')
      .where('cycleId', '=', cycle)
      .where('itemCode', '=', code)
      .limit(1)
      .executeTakeFirst();
    if (!first) throw new AppError('invalid', 'nobody has given a level yet');
    const row = { cycleId: cycle, itemCode: code, revealedAt: at, revealedBy: person.id };
    await transaction.insertInto('consensus').values(row).execute();
    await audit(cycleChain(cycle), 'levels.revealed', { cycle, item: code });
  });
}

/**
 * Begins a new round after a reveal: everybody's level goes, and what is given now is hidden again. Before a reveal it
 * changes nothing, so that nobody's level is lost by a second click. Throws `forbidden`, `notFound`, `invalid`.
 */
export async function resetLevels(dependencies: ConsensusDependencies, person: Person, key: ItemKey): Promise<void> {
  const { cycle, code } = key;
  await decideOnLevels(dependencies, person, key, async ({ transaction, audit }) => {
    if (!(await isRevealed(transaction, key))) return;
    for (const table of ['consensus', 'privateLevel'] as const)
      await transaction.deleteFrom(table).where('cycleId', '=', cycle).where('itemCode', '=', code).execute();
    await audit(cycleChain(cycle), 'levels.reset', { cycle, item: code });
  });
}

async function decideOnLevels(
  { database, commands }: ConsensusDependencies,
  person: Person,
  key: ItemKey,
  decide: (work: Work) => Promise<void>,
): Promise<void> {
  if (!mayRevealLevels(person, key.cycle, await categoryOf(database, key)))
    throw new AppError('forbidden', 'levels are revealed by the chair and the secretary of the body');
  await commands.run(person.id, async (work) => {
    await work.take(cycleChain(key.cycle));
    await decide(work);
  });
}

async function isRevealed(transaction: DatabaseTransaction, { cycle, code }: ItemKey): Promise<boolean> {
  const row = await transaction
    .selectFrom('consensus')
    .select('itemCode')
    .where('cycleId', '=', cycle)
    .where('itemCode', '=', code)
    .executeTakeFirst();
  return row !== undefined;
}

/** The category of a process item. Throws `notFound`, `invalid`. */
async function categoryOf(database: Database, { cycle, code }: ItemKey): Promise<string> {
  const item = await database
    .selectFrom('item')
    .select(['category', 'kind'])
    .where('cycleId', '=', cycle)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!item) throw new AppError('notFound', `there is no item ${code} in this cycle`);
  if (item.kind === 'dimension') throw new AppError('invalid', 'a dimension has no level');
  return item.category;
}
