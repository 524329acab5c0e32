import type { MeetingDetail, MeetingNote, newMeetingNoteSchema } from '@ruam/shared/api/meetings.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { maxNotesOfPerson } from '@ruam/shared/meetings/bounds.ts';
import { checkNotEnded } from '@ruam/shared/meetings/state.ts';
import { mayPrepareMeetings, mayTakePart } from '@ruam/shared/policy/meetings.ts';
import type { z } from 'zod';
import type { Work } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import type { MeetingDependencies } from './dependencies.ts';
import { prepare } from './prepare.ts';
import { factsOf, type MeetingKey, readMeeting, type StoredMeeting } from './readMeetings.ts';

/** Raised hands, the longest first. */
export function handsOf(database: Database, { id }: StoredMeeting): Promise<MeetingDetail['hands']> {
  return database
    .selectFrom('raisedHand')
    .innerJoin('person', 'person.id', 'raisedHand.personId')
    .select(['personId as person', 'person.name', 'at'])
    .where('meetingId', '=', id)
    .orderBy('at')
    .orderBy('personId')
    .execute();
}

/** Notes to the secretary: the secretariat has all of them, the oldest first, others their own. */
export function notesOf(database: Database, person: Person, { id, cycleId }: StoredMeeting): Promise<MeetingNote[]> {
  const notes = database
    .selectFrom('meetingNote')
    .innerJoin('person', 'person.id', 'meetingNote.personId')
    .select(['meetingNote.id', 'personId as person', 'person.name', 'text', 'at', 'readAt'])
    .where('meetingId', '=', id)
    .orderBy('at')
    .orderBy('meetingNote.id');
  return (mayPrepareMeetings(person, cycleId) ? notes : notes.where('personId', '=', person.id)).execute();
}

/**
 * Raises the person's hand in a running meeting of their body, or lowers it. Throws `notFound`, `forbidden`,
 * `meetingState` (it does not run).
 */
export async function raiseHand(
  dependencies: MeetingDependencies,
  person: Person,
  key: MeetingKey,
  isRaised: boolean,
): Promise<void> {
  await takePart(dependencies, person, key, async ({ transaction, at, audit }, { id: meetingId, cycleId, status }) => {
    if (status !== 'running') throw new AppError('meetingState', 'hands are raised while a meeting runs');
    const changed = isRaised
      ? await transaction
          .insertInto('raisedHand')
          .values({ meetingId, personId: person.id, at })
          .onConflict((conflict) => conflict.columns(['meetingId', 'personId']).doNothing())
          .returning('at')
          .executeTakeFirst()
      : await transaction
          .deleteFrom('raisedHand')
          .where('meetingId', '=', meetingId)
          .where('personId', '=', person.id)
          .returning('at')
          .executeTakeFirst();
    const type = isRaised ? 'meeting.handRaised' : 'meeting.handLowered';
    if (changed) await audit(cycleChain(cycleId), type, { cycle: cycleId, meeting: meetingId, person: person.id });
  });
}

/** Lowers the hand of somebody who has spoken. Throws `forbidden`, `notFound` (no such meeting). */
export async function lowerHand(
  dependencies: MeetingDependencies,
  secretary: Person,
  key: MeetingKey,
  personId: string,
): Promise<void> {
  await prepare(dependencies, secretary, key, async ({ transaction, meeting, audit }) => {
    const lowered = await transaction
      .deleteFrom('raisedHand')
      .where('meetingId', '=', meeting.id)
      .where('personId', '=', personId)
      .returning('at')
      .executeTakeFirst();
    if (lowered) await audit('handLowered', { person: personId });
  });
}

/**
 * Sends words to the secretary, which nobody else reads; the same request sent twice is done once. Throws `notFound`,
 * `forbidden`, `meetingState`, `tooLarge`, `keyUsed`.
 */
export async function sendNote(
  dependencies: MeetingDependencies,
  person: Person,
  key: MeetingKey,
  { text, key: sentKey }: z.infer<typeof newMeetingNoteSchema>,
): Promise<void> {
  await takePart(dependencies, person, key, async ({ transaction, at, audit }, { id: meetingId, cycleId, status }) => {
    checkNotEnded(status);
    const requestKey = sentKey ?? null;
    const own = await transaction
      .selectFrom('meetingNote')
      .select(['text', 'requestKey'])
      .where('meetingId', '=', meetingId)
      .where('personId', '=', person.id)
      .execute();
    const sent = requestKey === null ? undefined : own.find((note) => note.requestKey === requestKey);
    if (sent && sent.text !== text) throw new AppError('keyUsed', 'other words were sent with this key before');
    if (sent) return;
    if (own.length >= maxNotesOfPerson) throw new AppError('tooLarge', `at most ${maxNotesOfPerson} notes a person`);
    const id = dependencies.newId();
    await transaction
      .insertInto('meetingNote')
      .values({ id, meetingId, personId: person.id, text, at, readAt: null, requestKey })
      .execute();
    await audit(cycleChain(cycleId), 'meeting.noteSent', { cycle: cycleId, meeting: meetingId, note: id });
  });
}

/** Marks a note as read, or as not read. Throws `forbidden`, `notFound`. */
export async function markNote(
  dependencies: MeetingDependencies,
  secretary: Person,
  key: MeetingKey,
  id: string,
  isRead: boolean,
): Promise<void> {
  await prepare(dependencies, secretary, key, async ({ transaction, at, meeting, audit }) => {
    const notes = transaction.selectFrom('meetingNote').select('readAt').where('meetingId', '=', meeting.id);
    const note = await notes.where('id', '=', id).executeTakeFirst();
    if (!note) throw new AppError('notFound', 'there is no such note');
    if ((note.readAt !== null) === isRead) return;
    await transaction
      .updateTable('meetingNote')
      .set({ readAt: isRead ? at : null })
      .where('id', '=', id)
      .execute();
    await audit('noteMarked', { note: id, read: isRead });
  });
}

/** A command of somebody who sits in the meeting's body. Throws `notFound`, `forbidden`. */
async function takePart(
  { database, commands }: MeetingDependencies,
  person: Person,
  key: MeetingKey,
  act: (work: Work, meeting: StoredMeeting) => Promise<void>,
): Promise<void> {
  const check = (meeting: StoredMeeting): void => {
    if (!mayTakePart(person, factsOf(meeting)))
      throw new AppError('forbidden', "hands and notes are for the members of the meeting's body");
  };
  check(await readMeeting(database, person, key));
  await commands.run(person.id, async (work) => {
    await work.take(cycleChain(key.cycle));
    const meeting = await readMeeting(work.transaction, person, key);
    check(meeting);
    await act(work, meeting);
  });
}
