import type { Stage } from '@ruam/shared/meetings/stage.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import type { StoredMeeting } from '../meetings/readMeetings.ts';
import { nextRevision, readStage } from './readStage.ts';

/** How long the entry that is shown was under discussion until `at`; before the meeting began nothing counts (docs/stage.md G5). */
export function usedMs({ begunAt, endedAt }: StoredMeeting, { entry, entryAt }: Stage, at: number): number {
  if (begunAt === null || endedAt !== null || entry === null || entryAt === null) return 0;
  return Math.max(0, at - Math.max(entryAt, begunAt));
}

/** Adds to the time of the entry that is shown. */
export async function addUsed(
  transaction: DatabaseTransaction,
  meetingId: string,
  { entry }: Stage,
  used: number,
): Promise<void> {
  if (entry === null || used === 0) return;
  await transaction
    .updateTable('agendaItem')
    .set(({ eb }) => ({ usedMs: eb('usedMs', '+', used) }))
    .where('meetingId', '=', meetingId)
    .where('position', '=', Number(entry))
    .execute();
}

/** The clock of the entry that is shown begins with the meeting. */
export function beginStage(transaction: DatabaseTransaction, meeting: StoredMeeting, at: number): Promise<void> {
  return restage(transaction, meeting.id, at, (stage) => ({ ...stage, entryAt: stage.entry === null ? null : at }), {});
}

/** The clock of the last entry stops with the meeting, and nobody operates its projector any more. */
export async function endStage(transaction: DatabaseTransaction, meeting: StoredMeeting, at: number): Promise<void> {
  const released = { consoleId: null, personId: null, takenAt: null };
  await restage(
    transaction,
    meeting.id,
    at,
    (stage) => ({ ...stage, entryAt: null, countdown: null }),
    released,
    (stage) => addUsed(transaction, meeting.id, stage, usedMs(meeting, stage, at)),
  );
}

async function restage(
  transaction: DatabaseTransaction,
  meetingId: string,
  at: number,
  change: (stage: Stage) => Stage,
  set: { readonly consoleId?: null; readonly personId?: null; readonly takenAt?: null },
  before: (stage: Stage) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  // Held, so that a console that moves on at this moment waits and then finds another revision.
  await transaction
    .updateTable('meetingStage')
    .set(({ ref }) => ({ revision: ref('revision') }))
    .where('meetingId', '=', meetingId)
    .execute();
  const { revision, stage } = await readStage(transaction, meetingId);
  if (revision === 0) return;
  await before(stage);
  await transaction
    .updateTable('meetingStage')
    .set({ ...set, revision: nextRevision(revision, at), stage: JSON.stringify(change(stage)) })
    .where('meetingId', '=', meetingId)
    .execute();
}
