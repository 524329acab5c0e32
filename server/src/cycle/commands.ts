import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { type Level, levelRank } from '@ruam/shared/assessment/level.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { categoryOf, listItems as itemsOf } from '@ruam/shared/framework/lookup.ts';
import { mayClaim } from '@ruam/shared/policy/policy.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { frameworkOf, listItems } from './readCycle.ts';

interface Dependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
}

export interface Claim {
  readonly cycle: string;
  readonly code: string;
  /** Null withdraws the claim. */
  readonly level: Level | null;
  readonly statement: string | null;
}

/**
 * Claims a level for an item. Checks that no evidence proves do not refuse it: they are recorded with the claim.
 * Throws `forbidden`, `notFound`, `invalid` (a dimension has no level), `locked` (not above the approved level).
 */
export async function claimLevel(
  { database, commands, newId }: Dependencies,
  person: Person,
  claim: Claim,
): Promise<ItemAnswer> {
  const framework = await frameworkOf(database, claim.cycle);
  const item = itemsOf(framework).find((candidate) => candidate.code === claim.code);
  if (!item) throw new AppError('notFound', `there is no item ${claim.code} in this cycle`);
  if (!mayClaim(person, claim.cycle, categoryOf(framework, claim.code).code)) {
    throw new AppError('forbidden', "only the chair and the secretary of the item's body claim a level");
  }
  if (item.kind === 'dimension' && claim.level !== null)
    throw new AppError('invalid', 'a dimension has no level to claim');
  const unproven = item.kind === 'dimension' ? [] : checksUpTo(item.levels, claim.level);
  await commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(claim.cycle));
    const row = await transaction
      .selectFrom('item')
      .select(['approved', 'claimed', 'status'])
      .where('cycleId', '=', claim.cycle)
      .where('code', '=', claim.code)
      .executeTakeFirstOrThrow();
    const isAbove = levelRank(claim.level) > levelRank(row.approved);
    if (row.approved !== null && !isAbove)
      throw new AppError('locked', 'this level is approved; a claim must be above it');
    if (item.kind === 'dimension' && row.status === 'approved')
      throw new AppError('locked', 'this dimension is approved');
    await transaction
      .updateTable('item')
      .set({ claimed: claim.level, status: claim.level === null ? 'drafting' : 'claimed' })
      .where('cycleId', '=', claim.cycle)
      .where('code', '=', claim.code)
      .execute();
    const id = newId();
    await transaction
      .insertInto('claim')
      .values({
        id,
        cycleId: claim.cycle,
        itemCode: claim.code,
        level: claim.level,
        statement: claim.statement,
        unprovenChecks: JSON.stringify(unproven),
        personId: person.id,
        at,
      })
      .execute();
    const { cycle, code, level, statement } = claim;
    const subject = { cycle, item: code, claim: id, from: row.claimed, level, statement, unprovenChecks: unproven };
    await audit(cycleChain(cycle), 'item.claimed', subject);
  });
  const answer = (await listItems(database, claim.cycle)).find(({ code }) => code === claim.code);
  if (!answer) throw new AppError('notFound', `there is no item ${claim.code} in this cycle`);
  return answer;
}

/** Ids of the checks of all levels up to the claimed one. No evidence can be tied to a check yet, so none is proven. */
function checksUpTo(
  itemLevels: readonly { readonly level: Level; readonly checks: readonly { readonly id: string }[] }[],
  level: Level | null,
): string[] {
  return itemLevels
    .filter((candidate) => levelRank(candidate.level) <= levelRank(level))
    .flatMap(({ checks }) => checks.map(({ id }) => id));
}
