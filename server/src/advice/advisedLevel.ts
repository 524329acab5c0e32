import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { nextState } from '@ruam/shared/deciding/workflow.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayAdvise } from '@ruam/shared/policy/advice.ts';
import { answerItem, readItemState, writeItemState } from '../deciding/decidedItem.ts';
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
    const before = await readItemState(transaction, { cycle, code });
    await writeItemState(transaction, { cycle, code }, nextState(before, { type: 'advise', level }));
    const id = newId();
    const row = { id, cycleId: cycle, itemCode: code, level, statement, personId: person.id, at };
    await transaction.insertInto('advisedLevel').values(row).execute();
    await audit(cycleChain(cycle), 'item.advised', { cycle, item: code, advised: id, from: before.advised, level });
  });
  return answerItem(database, { cycle, code });
}
