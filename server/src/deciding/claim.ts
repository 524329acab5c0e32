import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { type Level, levelRank } from '@ruam/shared/assessment/level.ts';
import { isApproved, nextState } from '@ruam/shared/deciding/workflow.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { listItems } from '@ruam/shared/framework/lookup.ts';
import { mayClaim } from '@ruam/shared/policy/policy.ts';
import type { Commands, Work } from '../commands/commands.ts';
import { frameworkOf } from '../cycle/readCycle.ts';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { holdDocuments } from '../sync/gate.ts';
import { coveredDocuments, hashDocuments } from './contentHash.ts';
import { answerItem, type ItemKey, readItem, readItemState, writeItemState } from './decidedItem.ts';
import { keepSnapshot } from './keepSnapshot.ts';

interface Dependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
}

/** A claim, or (level null) its withdrawal. */
interface Claim extends ItemKey {
  readonly level: Level | null;
  readonly statement: string | null;
}

/**
 * Claims a level for an item and keeps what is claimed as a snapshot; null withdraws. Checks that no evidence proves do
 * not refuse it: they are recorded with the claim.
 * Throws `forbidden`, `notFound`, `invalid` (a dimension has no level), `locked` (not above the approved level).
 */
export function claimLevel(dependencies: Dependencies, person: Person, claim: Claim): Promise<ItemAnswer> {
  return writeClaim(dependencies, person, claim, 'beforeApproval');
}

/**
 * Withdraws what is claimed above the approved level, or the whole claim when nothing is approved. Throws `forbidden`,
 * `notFound`, `locked` (all that is claimed is approved).
 */
export function withdrawClaim(dependencies: Dependencies, person: Person, key: ItemKey): Promise<ItemAnswer> {
  return writeClaim(dependencies, person, { ...key, level: null, statement: null }, 'aboveApproval');
}

async function writeClaim(
  { database, commands, newId }: Dependencies,
  person: Person,
  { cycle, code, level, statement }: Claim,
  withdraws: 'beforeApproval' | 'aboveApproval',
): Promise<ItemAnswer> {
  const key = { cycle, code };
  const { category } = await readItem(database, key);
  if (!mayClaim(person, cycle, category))
    throw new AppError('forbidden', "only the chair and the secretary of the item's body claim a level");
  const unproven = checksUpTo(await frameworkOf(database, cycle), code, level);
  await commands.run(person.id, async (work) => {
    const { transaction, at, take, audit } = work;
    await take(cycleChain(cycle));
    const state = await readItemState(transaction, key);
    if (level === null && withdraws === 'beforeApproval' && isApproved(state))
      throw new AppError('locked', 'a level of this item is approved; a claim must be above it');
    await writeItemState(
      transaction,
      key,
      nextState(state, level === null ? { type: 'withdraw' } : { type: 'claim', level }),
    );
    const snapshotId = level === null ? null : await snapshotClaim(work, newId(), person.id, { ...key, level });
    const id = newId();
    const unprovenChecks = JSON.stringify(unproven);
    await transaction
      .insertInto('claim')
      .values({
        id,
        cycleId: cycle,
        itemCode: code,
        level,
        statement,
        unprovenChecks,
        personId: person.id,
        at,
        snapshotId,
      })
      .execute();
    const subject = { cycle, item: code, claim: id, from: state.claimed, level, statement, unprovenChecks: unproven };
    await audit(cycleChain(cycle), 'item.claimed', { ...subject, snapshot: snapshotId });
  });
  return answerItem(database, key);
}

/** Keeps what an approval of the claimed level would be about, none of it changing meanwhile; gives the snapshot's id. */
async function snapshotClaim(
  work: Work,
  id: string,
  personId: string,
  { cycle, code, level }: ItemKey & { readonly level: Level },
): Promise<string> {
  const documents = await coveredDocuments(work.transaction, { cycle, code }, level);
  await holdDocuments(
    work.transaction,
    documents.map((document) => document.id),
  );
  const text = await hashDocuments(work.transaction, documents);
  await keepSnapshot(work, { ...text, id, cycle, item: code, personId, kind: 'claim', name: null, scoreOf: 'claimed' });
  return id;
}

/** Ids of the checks of all levels up to the claimed one. No evidence can be tied to a check yet, so none is proven. */
function checksUpTo(framework: Framework, code: string, level: Level | null): string[] {
  const item = listItems(framework).find((candidate) => candidate.code === code);
  if (item?.kind !== 'process') return [];
  return item.levels
    .filter((candidate) => levelRank(candidate.level) <= levelRank(level))
    .flatMap(({ checks }) => checks.map(({ id }) => id));
}
