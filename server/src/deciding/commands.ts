import type { approvalSchema, ItemAnswer } from '@ruam/shared/api/api.ts';
import { type Level, levelRank } from '@ruam/shared/assessment/level.ts';
import { isLockedByDecision } from '@ruam/shared/deciding/coverage.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { z } from 'zod';
import type { Commands } from '../commands/commands.ts';
import { listItems } from '../cycle/readCycle.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { holdDocuments, lockDocuments, openDocuments } from '../sync/gate.ts';
import { coveredDocuments, hashDocuments } from './contentHash.ts';
import { checkLevel, checkMayDecide, type ItemKey, readItem } from './decidedItem.ts';
import { decidingMeeting } from './meeting.ts';

export interface DecidingDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  /** Lets those who have a document open know that it was locked or opened; resolves when they are told. */
  readonly documentChanged: (documentId: string) => Promise<void>;
}

export interface ApprovalRequest extends ItemKey {
  /** Null for a dimension. */
  readonly level: Level | null;
  readonly resolution: string;
  readonly meetingId: string | undefined;
  /** Of the text that the person saw. */
  readonly expectedContentHash: string | undefined;
}

type Approval = z.infer<typeof approvalSchema>['approval'];

/**
 * Approves an item at a level: keeps what is approved as a snapshot, and locks the evidence up to that level. Resolves
 * when those who type are read-only.
 * Throws `forbidden`, `notFound`, `invalid` (the level does not fit the item), and, with nothing changed, `noMeeting`,
 * `locked` (approved at this level or above), `notClaimed`, `textChanged` (details: expected and actual hash).
 */
export async function approveItem(
  { database, commands, newId, documentChanged }: DecidingDependencies,
  person: Person,
  request: ApprovalRequest,
): Promise<Approval> {
  const { cycle, code, level, resolution } = request;
  const item = await readItem(database, request);
  checkMayDecide(person, cycle, item);
  checkLevel(item, level);
  const { approval, epochs } = await commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const meetingId = await decidingMeeting(transaction, cycle, request.meetingId);
    await checkDecidable(transaction, request);
    const documents = await coveredDocuments(transaction, request, level);
    await holdDocuments(
      transaction,
      documents.map(({ id }) => id),
    );
    const { contentHash, hashed } = await hashDocuments(transaction, documents);
    checkExpected(request.expectedContentHash, contentHash);
    const toLock = documents.filter(isLockedByDecision);
    const epochs = await lockDocuments(
      transaction,
      toLock.map(({ id }) => id),
    );
    const lockEpoch = epochs.get(toLock.find((document) => document.level === level)?.id ?? '');
    if (lockEpoch === undefined) throw new Error(`item ${code} has no document of level ${level}`);
    const [id, snapshotId] = [newId(), newId()];
    const made = { cycleId: cycle, itemCode: code, contentHash, personId: person.id, at };
    await transaction
      .insertInto('snapshot')
      .values({ ...made, id: snapshotId, hashed })
      .execute();
    await transaction
      .insertInto('approval')
      .values({ ...made, id, level, resolution, meetingId, snapshotId, lockEpoch, reopeningId: null })
      .execute();
    await setDecision(transaction, request, { approved: level, status: 'approved' });
    const subject = { cycle, item: code, approval: id, level, contentHash, resolution, snapshot: snapshotId };
    await audit(cycleChain(cycle), 'item.approved', { ...subject, meeting: meetingId, documents: listEpochs(epochs) });
    return { approval: { id, level, snapshotId, contentHash, certificateId: null, lockEpoch }, epochs };
  });
  await Promise.all([...epochs.keys()].map(documentChanged));
  return approval;
}

/**
 * Takes every approval of an item back and opens all its evidence, each document in a new epoch. Resolves when those
 * who look at them may type. Throws `forbidden`, `notFound`, `notApproved`.
 */
export async function reopenItem(
  { database, commands, newId, documentChanged }: DecidingDependencies,
  person: Person,
  { cycle, code, reason }: ItemKey & { readonly reason: string },
): Promise<ItemAnswer> {
  const key = { cycle, code };
  checkMayDecide(person, cycle, await readItem(database, key));
  const epochs = await commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const approvals = await standingApprovals(transaction, key);
    if (approvals.length === 0) throw new AppError('notApproved', 'this item is not approved');
    const id = newId();
    await transaction
      .insertInto('reopening')
      .values({ id, cycleId: cycle, itemCode: code, reason, personId: person.id, at })
      .execute();
    const approvalIds = approvals.map((approval) => approval.id);
    await transaction.updateTable('approval').set({ reopeningId: id }).where('id', 'in', approvalIds).execute();
    const documents = await transaction
      .selectFrom('document')
      .select(['id', 'kind'])
      .where('cycleId', '=', cycle)
      .where('item', '=', code)
      .execute();
    const opened = await openDocuments(
      transaction,
      documents.filter(isLockedByDecision).map((document) => document.id),
    );
    await setDecision(transaction, key, { approved: null, status: 'reopened' });
    const subject = { cycle, item: code, reopening: id, reason, approvals: approvalIds };
    await audit(cycleChain(cycle), 'item.reopened', { ...subject, documents: listEpochs(opened) });
    return opened;
  });
  await Promise.all([...epochs.keys()].map(documentChanged));
  const answer = (await listItems(database, cycle)).find((item) => item.code === code);
  if (!answer) throw new AppError('notFound', `there is no item ${code} in this cycle`);
  return answer;
}

/** Throws `locked` when it is approved at this level or above, `notClaimed` when its body has not claimed so much. */
async function checkDecidable(transaction: DatabaseTransaction, request: ApprovalRequest): Promise<void> {
  const { level } = request;
  const approvals = await standingApprovals(transaction, request);
  if (approvals.some((approval) => levelRank(approval.level) >= levelRank(level)))
    throw new AppError('locked', 'this item is approved at this level or above');
  const { kind, claimed } = await readItem(transaction, request);
  if (kind === 'process' && levelRank(level) > levelRank(claimed))
    throw new AppError('notClaimed', 'the level is above the claimed one');
}

function checkExpected(expected: string | undefined, actual: string): void {
  if (expected === undefined || expected === actual) return;
  throw new AppError('textChanged', 'the text is another than the one that was shown', { expected, actual });
}

/** The approvals of an item that no reopening took back, oldest first. */
function standingApprovals(transaction: DatabaseTransaction, { cycle, code }: ItemKey) {
  return transaction
    .selectFrom('approval')
    .select(['id', 'level'])
    .where('cycleId', '=', cycle)
    .where('itemCode', '=', code)
    .where('reopeningId', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

async function setDecision(
  transaction: DatabaseTransaction,
  { cycle, code }: ItemKey,
  decision: { readonly approved: Level | null; readonly status: 'approved' | 'reopened' },
): Promise<void> {
  await transaction.updateTable('item').set(decision).where('cycleId', '=', cycle).where('code', '=', code).execute();
}

/** Documents with the epoch that they are in now, as the audit entry names them. */
function listEpochs(epochs: ReadonlyMap<string, number>): { id: string; lockEpoch: number }[] {
  return [...epochs].map(([id, lockEpoch]) => ({ id, lockEpoch }));
}
