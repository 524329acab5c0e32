import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { readHashedText } from '@ruam/shared/deciding/hashedText.ts';
import { isApproved, nextState } from '@ruam/shared/deciding/workflow.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { mayClaim } from '@ruam/shared/policy/policy.ts';
import { unprovenChecks as unprovenOf } from '../checks/unprovenChecks.ts';
import type { Commands, Work } from '../commands/commands.ts';
import { frameworkOf } from '../cycle/readCycle.ts';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { holdDocuments } from '../sync/gate.ts';
import { coveredDocuments } from './contentHash.ts';
import { answerItem, type ItemKey, readItem, readItemState, writeItemState } from './decidedItem.ts';
import { keepSnapshotOnce } from './keepSnapshot.ts';
import type { TextReader } from './textReader.ts';

interface Dependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  readonly texts: TextReader;
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
  { database, commands, newId, texts }: Dependencies,
  person: Person,
  { cycle, code, level, statement }: Claim,
  withdraws: 'beforeApproval' | 'aboveApproval',
): Promise<ItemAnswer> {
  const key = { cycle, code };
  const { category } = await readItem(database, key);
  if (!mayClaim(person, cycle, category))
    throw new AppError('forbidden', "only the chair and the secretary of the item's body claim a level");
  const framework = await frameworkOf(database, cycle);
  if (level !== null) await texts.textOf(database, await coveredDocuments(database, key, level));
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
    const kept =
      level === null
        ? null
        : await snapshotClaim(work, texts, { ...key, id: newId(), personId: person.id, level, framework });
    const snapshotId = kept?.snapshotId ?? null;
    const unproven = kept?.unproven ?? [];
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

interface ClaimedText extends ItemKey {
  /** Of the snapshot, unless the same is kept already. */
  readonly id: string;
  readonly personId: string;
  readonly level: Level;
  readonly framework: Framework;
}

/**
 * Keeps what an approval of the claimed level would be about, none of it changing meanwhile; gives the snapshot's id and
 * the checks that nothing proves.
 */
async function snapshotClaim(
  work: Work,
  texts: TextReader,
  { cycle, code, id, personId, level, framework }: ClaimedText,
): Promise<{ readonly snapshotId: string; readonly unproven: readonly string[] }> {
  const covered = await coveredDocuments(work.transaction, { cycle, code }, level);
  await holdDocuments(
    work.transaction,
    covered.map((document) => document.id),
  );
  const text = await texts.textOf(work.transaction, covered);
  const kept = { ...text, id, cycle, item: code, personId, kind: 'claim', name: null, scoreOf: 'claimed' } as const;
  const documents = readHashedText(text.hashed);
  return {
    snapshotId: await keepSnapshotOnce(work, kept),
    unproven: await unprovenOf(work.transaction, framework, { cycle, code, level }, documents),
  };
}
