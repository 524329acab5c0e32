import type { changeAgendaEntrySchema, newAgendaEntrySchema } from '@ruam/shared/api/meetings.ts';
import { waitsForDecision } from '@ruam/shared/deciding/workflow.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { type AgendaPlace, type AgendaSection, moveEntry } from '@ruam/shared/meetings/agenda.ts';
import { maxAgendaEntries } from '@ruam/shared/meetings/bounds.ts';
import { checkNotEnded } from '@ruam/shared/meetings/state.ts';
import { bodyOfCategory } from '@ruam/shared/policy/roles.ts';
import type { z } from 'zod';
import type { DatabaseTransaction } from '../database/database.ts';
import type { Person } from '../people/actor.ts';
import type { MeetingDependencies } from './dependencies.ts';
import { prepare } from './prepare.ts';
import { agendaOf, type StoredEntry } from './readAgenda.ts';
import type { MeetingKey, StoredMeeting } from './readMeetings.ts';

type NewEntry = z.infer<typeof newAgendaEntrySchema>;
type EntryChange = z.infer<typeof changeAgendaEntrySchema>;

/**
 * Puts something at the end of a section; an item or a document that is on the agenda already, or a request that was
 * made before, adds nothing. Throws `forbidden`, `notFound`, `invalid`, `meetingState`, `tooLarge`, `keyUsed`.
 */
export async function addEntry(
  dependencies: MeetingDependencies,
  person: Person,
  key: MeetingKey,
  entry: NewEntry,
): Promise<void> {
  await prepare(dependencies, person, key, async ({ transaction, meeting, audit }) => {
    checkNotEnded(meeting.status);
    const what = await readSubject(transaction, meeting, entry);
    const agenda = await agendaOf(transaction, meeting.id);
    if (isThere(agenda, what, entry.key)) return;
    const { section, detail = '', minutes = null, key: requestKey = null } = entry;
    const [id] = await insertEntries(transaction, meeting, agenda, section, [{ ...what, detail, minutes, requestKey }]);
    await audit('agendaAdded', { entries: [id], section });
  });
}

/**
 * Puts every claim that waits for a decision and is not there yet under "for consideration": of all categories for the
 * Steering Committee, of its own for the body of one. Gives their items. Throws `forbidden`, `notFound`, `meetingState`,
 * `tooLarge`.
 */
export async function addWaitingClaims(
  dependencies: MeetingDependencies,
  person: Person,
  key: MeetingKey,
): Promise<readonly string[]> {
  return prepare(dependencies, person, key, async ({ transaction, meeting, audit }) => {
    checkNotEnded(meeting.status);
    const items = await transaction
      .selectFrom('item')
      .selectAll()
      .where('cycleId', '=', meeting.cycleId)
      .orderBy('position')
      .execute();
    const agenda = await agendaOf(transaction, meeting.id);
    const codes = items
      .filter(({ category }) => meeting.body === 'steering' || meeting.body === bodyOfCategory(category))
      .filter((item) => waitsForDecision({ ...item, hasOpenConditions: false }))
      .map(({ code }) => code)
      .filter((code) => agenda.every(({ itemCode }) => itemCode !== code));
    if (codes.length === 0) return [];
    const section = 'forConsideration';
    const rows = codes.map(
      (itemCode) => ({ kind: 'item', itemCode, detail: '', minutes: null, requestKey: null }) as const,
    );
    const entries = await insertEntries(transaction, meeting, agenda, section, rows);
    await audit('agendaAdded', { entries, section });
    return codes;
  });
}

/** Changes the words of an entry, or how long it may take. Throws `forbidden`, `notFound`, `invalid` (only words have a title), `meetingState`. */
export async function changeEntry(
  dependencies: MeetingDependencies,
  person: Person,
  key: MeetingKey,
  id: string,
  { title, detail, minutes }: EntryChange,
): Promise<void> {
  await prepare(dependencies, person, key, async ({ transaction, meeting, audit }) => {
    checkNotEnded(meeting.status);
    const entry = find(await agendaOf(transaction, meeting.id), id);
    if (title !== undefined && entry.kind !== 'text') throw new AppError('invalid', 'only words have a title');
    const set = {
      title: title ?? entry.title,
      detail: detail ?? entry.detail,
      minutes: minutes === undefined ? entry.minutes : minutes,
    };
    if (set.title === entry.title && set.detail === entry.detail && set.minutes === entry.minutes) return;
    await rowOf(transaction, meeting, entry, set);
    await audit('agendaChanged', { entry: id });
  });
}

/**
 * Puts an entry behind another one, or first in a section (docs/meetings.md M4). Throws `forbidden`, `notFound`,
 * `replaced` (the other one is not there any more), `meetingState`.
 */
export async function placeEntry(
  dependencies: MeetingDependencies,
  person: Person,
  key: MeetingKey,
  id: string,
  place: AgendaPlace,
): Promise<void> {
  await prepare(dependencies, person, key, async ({ transaction, meeting, audit }) => {
    checkNotEnded(meeting.status);
    const before = await agendaOf(transaction, meeting.id);
    const after = moveEntry(before, id, place);
    if (after.every((entry, at) => entry.id === before[at]?.id && entry.section === before[at]?.section)) return;
    for (const [rank, entry] of after.entries()) {
      const moved = entry.id === id;
      if (entry.rank !== rank || moved)
        await rowOf(transaction, meeting, entry, { rank, ...(moved ? { section: place.section } : {}) });
    }
    await audit('agendaMoved', { entry: id, ...place });
  });
}

/** Takes an entry off the agenda; its papers stay with the meeting. Throws `forbidden`, `notFound`, `meetingState`. */
export async function removeEntry(
  dependencies: MeetingDependencies,
  person: Person,
  key: MeetingKey,
  id: string,
): Promise<void> {
  await prepare(dependencies, person, key, async ({ transaction, meeting, audit }) => {
    checkNotEnded(meeting.status);
    const { position, itemCode } = find(await agendaOf(transaction, meeting.id), id);
    await transaction
      .deleteFrom('agendaItem')
      .where('meetingId', '=', meeting.id)
      .where('position', '=', position)
      .execute();
    await transaction
      .updateTable('meetingPaper')
      .set({ entry: null })
      .where('meetingId', '=', meeting.id)
      .where('entry', '=', position)
      .execute();
    // Its number is given to no other.
    await transaction
      .updateTable('meeting')
      .set({ lastEntry: Math.max(meeting.lastEntry, position) })
      .where('id', '=', meeting.id)
      .execute();
    await audit('agendaRemoved', { entry: id, ...(itemCode === '' ? {} : { item: itemCode }) });
  });
}

type Subject = Pick<StoredEntry, 'kind' | 'itemCode'> & Partial<Pick<StoredEntry, 'documentId' | 'title'>>;

/** What the entry is about, when the cycle has it. Throws `notFound`, `invalid`. */
async function readSubject(
  transaction: DatabaseTransaction,
  { id, cycleId }: StoredMeeting,
  entry: NewEntry,
): Promise<Subject> {
  switch (entry.kind) {
    case 'item': {
      const { item: itemCode } = entry;
      const items = transaction.selectFrom('item').select('code').where('cycleId', '=', cycleId);
      if (!(await items.where('code', '=', itemCode).executeTakeFirst()))
        throw new AppError('notFound', 'there is no such item in this cycle');
      return { kind: 'item', itemCode };
    }
    case 'document': {
      const { document: documentId } = entry;
      const documents = transaction.selectFrom('document').select(['kind', 'meetingId']).where('cycleId', '=', cycleId);
      const document = await documents.where('id', '=', documentId).executeTakeFirst();
      if (!document) throw new AppError('notFound', 'there is no such document in this cycle');
      // The texts of an item come with the item.
      const isOfCycle = document.kind === 'overview' || (document.kind === 'minutes' && document.meetingId !== id);
      if (!isOfCycle) throw new AppError('invalid', 'the overview and minutes of other meetings are put on an agenda');
      return { kind: 'document', itemCode: '', documentId };
    }
    case 'text':
      return { kind: 'text', itemCode: '', title: entry.title };
  }
}

function isThere(agenda: readonly StoredEntry[], what: Subject, key: string | undefined): boolean {
  const sent = key === undefined ? undefined : agenda.find(({ requestKey }) => requestKey === key);
  if (sent && (sent.kind !== what.kind || sent.title !== (what.title ?? null)))
    throw new AppError('keyUsed', 'another entry was sent with this key before');
  return (
    sent !== undefined ||
    (what.kind === 'item' && agenda.some(({ itemCode }) => itemCode === what.itemCode)) ||
    (what.kind === 'document' && agenda.some(({ documentId }) => documentId === what.documentId))
  );
}

/** At the end of the section, in this order; gives their ids. Throws `tooLarge`. */
export async function insertEntries(
  transaction: DatabaseTransaction,
  { id: meetingId, lastEntry }: StoredMeeting,
  agenda: readonly StoredEntry[],
  section: AgendaSection,
  entries: readonly (Subject & Pick<StoredEntry, 'detail' | 'minutes' | 'requestKey'>)[],
): Promise<readonly string[]> {
  if (agenda.length + entries.length > maxAgendaEntries)
    throw new AppError('tooLarge', `an agenda has at most ${maxAgendaEntries} entries`);
  const last = Math.max(lastEntry, ...agenda.map(({ position }) => position));
  const behind = Math.max(0, ...agenda.map(({ rank, position }) => rank ?? position)) + 1;
  const rows = entries.map((entry, at) => ({
    ...entry,
    ...{ meetingId, section, position: last + 1 + at, rank: behind + at },
  }));
  for (let from = 0; from < rows.length; from += 50)
    await transaction
      .insertInto('agendaItem')
      .values(rows.slice(from, from + 50))
      .execute();
  await transaction
    .updateTable('meeting')
    .set({ lastEntry: last + entries.length })
    .where('id', '=', meetingId)
    .execute();
  return rows.map(({ position }) => String(position));
}

function rowOf(
  transaction: DatabaseTransaction,
  { id }: StoredMeeting,
  { position }: StoredEntry,
  set: { rank?: number; section?: AgendaSection; title?: string | null; detail?: string; minutes?: number | null },
) {
  return transaction
    .updateTable('agendaItem')
    .set(set)
    .where('meetingId', '=', id)
    .where('position', '=', position)
    .execute();
}

/** Throws `notFound`. */
function find(agenda: readonly StoredEntry[], id: string): StoredEntry {
  const entry = agenda.find((one) => one.id === id);
  if (!entry) throw new AppError('notFound', 'there is no such entry on the agenda');
  return entry;
}
