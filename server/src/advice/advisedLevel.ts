import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { nextState } from '@ruam/shared/deciding/workflow.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayAdvise } from '@ruam/shared/policy/advice.ts';
import { listItems } from '../cycle/readCycle.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import type { AdviceDependencies } from './commands.ts';

interface AdvisedRequest {
  readonly cycle: string;
  readonly code: string;
  /** Null takes it back. */
  readonly level: Level | null;
  readonly statement: string | null;
}

/**
 * Gives the advised level of an item; neither the claimed nor the approved one changes. Throws `forbidden`, `notFound`,
 * `invalid` (a dimension has no level).
 */
export async function adviseLevel(
  { database, commands, newId }: AdviceDependencies,
  person: Person,
  { cycle, code, level, statement }: AdvisedRequest,
): Promise<ItemAnswer> {
  if (!mayAdvise(person, cycle)) throw new AppError('forbidden', 'only advisors give the advised level');
  await commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const item = await transaction
      .selectFrom('item')
      .select(['kind', 'status', 'claimed', 'advised', 'approved'])
      .where('cycleId', '=', cycle)
      .where('code', '=', code)
      .executeTakeFirst();
    if (!item) throw new AppError('notFound', `there is no item ${code} in this cycle`);
    // Conditions do not matter to advice.
    const next = nextState({ ...item, hasOpenConditions: false }, { type: 'advise', level });
    const status = level === null ? item.status : next.status;
    await transaction
      .updateTable('item')
      .set({ advised: next.advised, status })
      .where('cycleId', '=', cycle)
      .where('code', '=', code)
      .execute();
    const id = newId();
    const row = { id, cycleId: cycle, itemCode: code, level, statement, personId: person.id, at };
    await transaction.insertInto('advisedLevel').values(row).execute();
    await audit(cycleChain(cycle), 'item.advised', { cycle, item: code, advised: id, from: item.advised, level });
  });
  const answer = (await listItems(database, cycle)).find((item) => item.code === code);
  if (!answer) throw new AppError('notFound', `there is no item ${code} in this cycle`);
  return answer;
}
