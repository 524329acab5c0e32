import type { newResolutionSchema } from '@ruam/shared/api/resolutions.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { toThaiDigits } from '@ruam/shared/thai/digits.ts';
import type { z } from 'zod';
import type { Work } from '../commands/commands.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { keepSnapshot } from '../deciding/keepSnapshot.ts';
import { cycleChain } from '../events/audit.ts';
import { insertEntries } from '../meetings/agenda.ts';
import { agendaOf } from '../meetings/readAgenda.ts';
import type { StoredMeeting } from '../meetings/readMeetings.ts';
import { writeMinutes } from '../minutes/writeMinutes.ts';
import type { Person } from '../people/actor.ts';
import { lockDocuments } from '../sync/gate.ts';
import type { ResolutionDependencies } from './commands.ts';

type Request = Pick<z.infer<typeof newResolutionSchema>, 'entry' | 'minutes' | 'expectedContentHash'>;

/**
 * The earlier meeting whose minutes are confirmed: the named one, else the one whose minutes the named entry is, else the
 * only one that stands under "minutes to confirm" and is not confirmed yet. Throws `notFound`, `invalid`.
 */
export async function confirmedMeeting(
  database: Database | DatabaseTransaction,
  meeting: StoredMeeting,
  { entry, minutes }: Request,
): Promise<StoredMeeting> {
  const id = minutes ?? (await onAgenda(database, meeting, entry));
  const meetings = database.selectFrom('meeting').selectAll().where('cycleId', '=', meeting.cycleId);
  const earlier = await meetings.where('id', '=', id).where('body', '=', meeting.body).executeTakeFirst();
  if (!earlier) throw new AppError('notFound', 'this body has no such meeting');
  if (earlier.id === meeting.id) throw new AppError('invalid', 'the minutes of a meeting are confirmed in a later one');
  return earlier;
}

async function onAgenda(
  database: Database | DatabaseTransaction,
  meeting: StoredMeeting,
  entry: string | undefined,
): Promise<string> {
  const agenda = await agendaOf(database, meeting.id);
  const named = agenda.filter((one) => (entry === undefined ? one.section === 'confirmMinutes' : one.id === entry));
  const documents = named.flatMap(({ documentId }) => documentId ?? []);
  if (documents.length === 0) throw new AppError('invalid', 'say which minutes are confirmed');
  const rows = await database
    .selectFrom('document')
    .leftJoin('minutesState', 'minutesState.meetingId', 'document.meetingId')
    .select(['document.meetingId', 'confirmedAt'])
    .where('document.id', 'in', documents)
    .where('document.kind', '=', 'minutes')
    .execute();
  const waiting = entry === undefined ? rows.filter(({ confirmedAt }) => confirmedAt === null) : rows;
  const [only, ...others] = waiting;
  if (!only?.meetingId || others.length > 0) throw new AppError('invalid', 'say which minutes are confirmed');
  return only.meetingId;
}

/**
 * Locks the minutes of an earlier meeting as they are, keeps that version, and puts them on this agenda when they are not
 * there (docs/resolutions.md N5). Throws `notFound`, `invalid`, `meetingState` (not circulated), `locked` (confirmed
 * already), `textChanged`, `tooLarge`.
 */
export async function confirmMinutes(
  { newId, texts, maxDocumentBytes }: ResolutionDependencies,
  work: Work,
  person: Person,
  meeting: StoredMeeting,
  request: Request,
) {
  const { transaction, at, audit } = work;
  const earlier = await confirmedMeeting(transaction, meeting, request);
  const states = transaction.selectFrom('minutesState').selectAll().where('meetingId', '=', earlier.id);
  const state = await states.executeTakeFirst();
  if (state?.confirmedAt) throw new AppError('locked', 'these minutes are confirmed already');
  if (!state?.circulatedAt)
    throw new AppError('meetingState', 'these minutes were not circulated', { minutes: 'draft' });
  const isBefore = earlier.endedAt !== null && meeting.begunAt !== null && earlier.endedAt <= meeting.begunAt;
  if (!isBefore) throw new AppError('invalid', 'the minutes of a meeting are confirmed in a later one');
  const written = await writeMinutes(work, { meeting: earlier, personId: person.id, maxDocumentBytes, form: 'needed' });
  if (written === null) throw new AppError('notFound', 'this meeting has no minutes');
  const { document } = written;
  const text = await texts.textOf(transaction, [{ id: document, kind: 'minutes', level: null }]);
  const expected = request.expectedContentHash;
  if (expected !== undefined && expected !== text.contentHash)
    throw new AppError('textChanged', 'these minutes are others by now', { expected, actual: text.contentHash });
  const epochs = await lockDocuments(transaction, [document]);
  const { cycleId: cycle, id: meetingId } = meeting;
  const snapshotId = newId();
  const name = `รายงานการประชุมครั้งที่ ${toThaiDigits(earlier.number)} ที่รับรองแล้ว`;
  const version = { id: snapshotId, cycle, item: null, personId: person.id, kind: 'named', name, ...text } as const;
  await keepSnapshot(work, { ...version, scoreOf: 'latest' });
  await transaction
    .updateTable('minutesState')
    .set({ confirmedAt: at, confirmedIn: meetingId, snapshotId })
    .where('meetingId', '=', earlier.id)
    .execute();
  const entry = await entryOf(work, meeting, document);
  const { contentHash } = text;
  const subject = { cycle, meeting: earlier.id, in: meetingId, document, snapshot: snapshotId, contentHash };
  await audit(cycleChain(cycle), 'minutes.confirmed', { ...subject, lockEpoch: epochs.get(document) ?? null });
  return { touched: [document], entry, snapshotId, confirms: earlier.id, told: { confirms: earlier.id, contentHash } };
}

/** The entry of a text on the agenda, which is put there when it is not. */
async function entryOf({ transaction }: Work, meeting: StoredMeeting, documentId: string): Promise<string | undefined> {
  const agenda = await agendaOf(transaction, meeting.id);
  const there = agenda.find((entry) => entry.documentId === documentId);
  if (there) return there.id;
  const added = { kind: 'document', itemCode: '', documentId, detail: '', requestKey: null, minutes: null } as const;
  const [id] = await insertEntries(transaction, meeting, agenda, 'confirmMinutes', [added]);
  return id;
}
