import type { approvalSchema, ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Conditions } from '@ruam/shared/api/deciding.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { isLockedByDecision } from '@ruam/shared/deciding/coverage.ts';
import { nextState } from '@ruam/shared/deciding/workflow.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { z } from 'zod';
import type { Commands, Work } from '../commands/commands.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import type { Certificates } from '../proof/certificates.ts';
import { recordResolution } from '../resolutions/record.ts';
import { holdDocuments, lockDocuments, openDocuments } from '../sync/gate.ts';
import { type CoveredDocument, coveredDocuments, type HashedText } from './contentHash.ts';
import {
  answerItem,
  checkLevel,
  checkMayDecide,
  type ItemKey,
  readItem,
  readItemState,
  writeItemState,
} from './decidedItem.ts';
import type { Differ } from './differ.ts';
import type { HashedReader } from './hashedReader.ts';
import { keepSnapshot } from './keepSnapshot.ts';
import { decidingMeeting } from './meeting.ts';
import { tellTextChanged } from './textChanged.ts';
import type { TextReader } from './textReader.ts';

export interface DecidingDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  readonly certificates: Certificates;
  readonly differ: Differ;
  readonly hashedNow: HashedReader;
  readonly texts: TextReader;
  /** Lets those who have a document open know that it was locked or opened; resolves when they are told. */
  readonly documentChanged: (documentId: string) => Promise<void>;
  /** Brings what a meeting has resolved into its minutes, after the commit; never fails. */
  readonly resolved: (meetingId: string, personId: string) => Promise<void>;
}

export interface ApprovalRequest extends ItemKey {
  /** Null for a dimension. */
  readonly level: Level | null;
  readonly resolution: string;
  readonly meetingId: string | undefined;
  /** Of the text that the person saw. */
  readonly expectedContentHash: string | undefined;
  /** Null: approved without any. */
  readonly conditions: Conditions | null;
}

type Approval = z.infer<typeof approvalSchema>['approval'];
type Epochs = ReadonlyMap<string, number>;

/** Either it is approved, or nothing has happened because the text is another one. */
type Outcome =
  | { readonly name: 'approved'; readonly approval: Approval; readonly meetingId: string; readonly epochs: Epochs }
  | { readonly name: 'textChanged'; readonly expected: string; readonly actual: HashedText };

/**
 * Approves an item at a level: keeps what is approved as a snapshot with its score, issues the certificate, and locks
 * the evidence up to that level. Resolves when those who type are read-only.
 * Throws `forbidden`, `notFound`, `invalid` (the level does not fit the item), and, with nothing changed, `noMeeting`,
 * `locked` (approved at this level or above), `notClaimed`, `textChanged` (details: `textChangedDetailsSchema`).
 */
export async function approveItem(
  dependencies: DecidingDependencies,
  person: Person,
  request: ApprovalRequest,
): Promise<Approval> {
  const { database, commands, texts, documentChanged } = dependencies;
  const { cycle, level } = request;
  const item = await readItem(database, request);
  checkMayDecide(person, cycle, item);
  checkLevel(item, level);
  // Read before the gate is taken, so that it is held only for what comes in between.
  await texts.textOf(database, await coveredDocuments(database, request, level));
  const outcome = await commands.run(person.id, async (work): Promise<Outcome> => {
    const { transaction, take } = work;
    await take(cycleChain(cycle));
    const meetingId = await decidingMeeting(transaction, cycle, request.meetingId);
    const state = await readItemState(transaction, request);
    const next = nextState(state, { type: 'approve', level, withConditions: request.conditions !== null });
    const covered = await coveredDocuments(transaction, request, level);
    await holdDocuments(transaction, idsOf(covered));
    const text = await texts.textOf(transaction, covered);
    const expected = request.expectedContentHash;
    if (expected !== undefined && expected !== text.contentHash) return { name: 'textChanged', expected, actual: text };
    const epochs = await lockDocuments(transaction, idsOf(covered.filter(isLockedByDecision)));
    await writeItemState(transaction, request, next);
    const approval = await recordApproval(dependencies, work, person.id, {
      request,
      meetingId,
      text,
      documents: covered,
      epochs,
    });
    return { name: 'approved', approval, meetingId, epochs };
  });
  if (outcome.name === 'textChanged') throw await tellTextChanged(dependencies, request, outcome);
  await Promise.all([...outcome.epochs.keys()].map(documentChanged));
  await dependencies.resolved(outcome.meetingId, person.id);
  return outcome.approval;
}

/** What is written down of an approval. */
interface Approved {
  readonly request: ApprovalRequest;
  readonly meetingId: string;
  readonly text: HashedText;
  readonly documents: readonly CoveredDocument[];
  readonly epochs: Epochs;
}

/** Snapshot, approval, certificate and audit entry. */
async function recordApproval(
  { newId, certificates }: DecidingDependencies,
  work: Work,
  personId: string,
  { request, meetingId, text, documents, epochs }: Approved,
): Promise<Approval> {
  const { transaction, at, audit } = work;
  const { cycle, code, level, resolution, conditions } = request;
  const locked = documents.find((document) => isLockedByDecision(document) && document.level === level);
  const lockEpoch = epochs.get(locked?.id ?? '');
  if (lockEpoch === undefined) throw new Error(`item ${code} has no document of level ${level}`);
  const [id, snapshotId] = [newId(), newId()];
  const { contentHash } = text;
  const kept = { id: snapshotId, cycle, item: code, personId, name: null, scoreOf: 'approved' } as const;
  await keepSnapshot(work, { ...kept, ...text, kind: 'approval' });
  await transaction
    .insertInto('approval')
    .values({
      ...{ id, cycleId: cycle, itemCode: code, level, resolution, meetingId, snapshotId, contentHash, lockEpoch },
      ...{ personId, at, reopeningId: null, certificateId: null },
      ...{ conditions: conditions?.text ?? null, conditionsDeadline: conditions?.deadline ?? null },
    })
    .execute();
  const made = { id, level, resolution, meetingId, snapshotId, contentHash, personId, conditions };
  const lockedDocuments = listEpochs(epochs);
  const certificateId = await certificates.issue(work, { ...made, cycle, item: code, documents: lockedDocuments });
  await transaction.updateTable('approval').set({ certificateId }).where('id', '=', id).execute();
  const subject = { cycle, item: code, approval: id, level, contentHash, resolution, snapshot: snapshotId };
  const kind = conditions === null ? 'approved' : 'approvedWithConditions';
  const resolved = {
    cycle,
    meetingId,
    personId,
    kind,
    text: resolution,
    item: code,
    level,
    approvalId: id,
    snapshotId,
  } as const;
  const inMeeting = await recordResolution(work, newId, resolved);
  const proof = { meeting: meetingId, inMeeting, certificate: certificateId, documents: lockedDocuments };
  const more = conditions === null ? proof : { ...proof, conditions };
  await audit(cycleChain(cycle), 'item.approved', { ...subject, ...more });
  return { id, level, snapshotId, contentHash, certificateId, lockEpoch };
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
    const next = nextState(await readItemState(transaction, key), { type: 'reopen' });
    const id = newId();
    await transaction
      .insertInto('reopening')
      .values({ id, cycleId: cycle, itemCode: code, reason, personId: person.id, at })
      .execute();
    const approvals = await takeBack(transaction, key, id);
    const documents = await transaction
      .selectFrom('document')
      .select(['id', 'kind'])
      .where('cycleId', '=', cycle)
      .where('item', '=', code)
      .execute();
    const opened = await openDocuments(transaction, idsOf(documents.filter(isLockedByDecision)));
    await writeItemState(transaction, key, next);
    const subject = { cycle, item: code, reopening: id, reason, approvals };
    await audit(cycleChain(cycle), 'item.reopened', { ...subject, documents: listEpochs(opened) });
    return opened;
  });
  await Promise.all([...epochs.keys()].map(documentChanged));
  return answerItem(database, key);
}

/** Marks the standing approvals as taken back; gives their ids. Throws `notApproved` when there is none. */
async function takeBack(
  transaction: DatabaseTransaction,
  { cycle, code }: ItemKey,
  reopeningId: string,
): Promise<readonly string[]> {
  const approvals = await transaction
    .updateTable('approval')
    .set({ reopeningId })
    .where('cycleId', '=', cycle)
    .where('itemCode', '=', code)
    .where('reopeningId', 'is', null)
    .returning('id')
    .execute();
  if (approvals.length === 0) throw new AppError('notApproved', 'this item is not approved');
  return idsOf(approvals);
}

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

/** Documents with the epoch that they are in now, as the audit entry names them. */
function listEpochs(epochs: Epochs): { id: string; lockEpoch: number }[] {
  return [...epochs].map(([id, lockEpoch]) => ({ id, lockEpoch }));
}
