import type { CheckAnswer, TickRequest } from '@ruam/shared/api/checks.ts';
import { levelRank } from '@ruam/shared/assessment/level.ts';
import { listChecks } from '@ruam/shared/checks/coverage.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayTick } from '@ruam/shared/policy/checks.ts';
import type { Commands } from '../commands/commands.ts';
import { frameworkOf } from '../cycle/readCycle.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { readItem } from '../deciding/decidedItem.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { readChecks } from './readChecks.ts';

interface Dependencies {
  readonly database: Database;
  readonly commands: Commands;
}

interface CheckKey {
  readonly cycle: string;
  readonly check: string;
}

/**
 * Says that a check is met, or takes that back; what is so already is left, with its time and its person.
 * Throws `notFound`, `forbidden`, `locked` (its level is approved).
 */
export async function tickCheck(
  { database, commands }: Dependencies,
  person: Person,
  { cycle, check }: CheckKey,
  { ticked, note }: TickRequest,
): Promise<CheckAnswer> {
  const asked = listChecks(await frameworkOf(database, cycle)).find(({ id }) => id === check);
  if (asked === undefined) throw new AppError('notFound', `the framework has no check ${check}`);
  const key = { cycle, code: asked.item };
  const { category } = await readItem(database, key);
  if (!mayTick(person, cycle, category))
    throw new AppError('forbidden', "checks are ticked by the chair and the secretary of the item's body");
  await commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const { approved } = await readItem(transaction, key);
    if (levelRank(asked.level) <= levelRank(approved))
      throw new AppError('locked', 'this level is approved; its checks stay as they were decided');
    const before = await tickOf(transaction, { cycle, check });
    const words = note === undefined || note === '' ? null : note;
    const isSaidAlready = before !== null && (note === undefined || before.note === words);
    if (ticked ? isSaidAlready : before === null) return;
    await transaction.deleteFrom('checkTick').where('cycleId', '=', cycle).where('checkId', '=', check).execute();
    const tick = { cycleId: cycle, checkId: check, item: asked.item, personId: person.id, at, note: words };
    if (ticked) await transaction.insertInto('checkTick').values(tick).execute();
    await audit(cycleChain(cycle), ticked ? 'check.ticked' : 'check.unticked', {
      cycle,
      item: asked.item,
      check,
      ...(ticked ? { note: words } : {}),
    });
  });
  const answer = (await readChecks(database, cycle)).find(({ id }) => id === check);
  if (answer === undefined) throw new Error(`check ${check} is gone`);
  return answer;
}

/** Null when it is not ticked. */
async function tickOf(
  transaction: DatabaseTransaction,
  { cycle, check }: CheckKey,
): Promise<{ readonly note: string | null } | null> {
  const row = await transaction
    .selectFrom('checkTick')
    .select('note')
    .where('cycleId', '=', cycle)
    .where('checkId', '=', check)
    .executeTakeFirst();
  return row ?? null;
}
