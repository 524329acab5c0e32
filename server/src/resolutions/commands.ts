import {
  type amendResolutionSchema,
  type KeptObservation,
  keptObservationSchema,
  type newResolutionSchema,
  type ResolutionAnswer,
} from '@ruam/shared/api/resolutions.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { bodyInWords } from '@ruam/shared/minutes/bodies.ts';
import { mayKeepMinutes, mayResolve } from '@ruam/shared/policy/resolutions.ts';
import { z } from 'zod';
import type { Commands, Work } from '../commands/commands.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { TextReader } from '../deciding/textReader.ts';
import { cycleChain } from '../events/audit.ts';
import { type MeetingKey, readMeeting, type StoredMeeting } from '../meetings/readMeetings.ts';
import type { MinutesWriter } from '../minutes/minutesWriter.ts';
import type { Person } from '../people/actor.ts';
import { confirmedMeeting, confirmMinutes } from './confirm.ts';
import { declareLevel } from './declare.ts';
import { keepObservations, newObservations } from './observations.ts';
import { listResolutions } from './readResolutions.ts';
import { recordResolution } from './record.ts';
import { checkCorrects, checkEntry, checkItem, checkVote } from './subject.ts';

export interface ResolutionDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  readonly texts: TextReader;
  readonly maxDocumentBytes: number;
  readonly minutes: MinutesWriter;
  /** Lets those who have a document open know that it was written or locked; resolves when they are told. */
  readonly documentChanged: (documentId: string) => Promise<void>;
}

type NewResolution = z.infer<typeof newResolutionSchema>;
type Amendment = z.infer<typeof amendResolutionSchema>;

/**
 * Records what a meeting resolves besides decisions on items; the same request sent twice is done once. Throws
 * `forbidden`, `notFound`, `invalid`, `meetingState` (it does not run, or its minutes are circulated), `replaced` (another
 * level by now, or corrected already), `textChanged` (of minutes), `locked` (confirmed already), `keyUsed`, `tooLarge`.
 */
export async function makeResolution(
  dependencies: ResolutionDependencies,
  person: Person,
  key: MeetingKey,
  request: NewResolution,
): Promise<ResolutionAnswer> {
  const { database, commands, newId, minutes, documentChanged } = dependencies;
  checkMayResolve(person, key.cycle);
  const before = await readMeeting(database, person, key);
  if (request.kind === 'confirmed' && (await sentBefore(database, before, request)) === null) {
    const earlier = await confirmedMeeting(database, before, request);
    // What lacks in them must be in the text whose hash is compared.
    await minutes.bring(earlier.id, person.id);
  }
  const done = await commands.run(person.id, async (work) => {
    const { transaction, take, audit } = work;
    await take(cycleChain(key.cycle));
    const meeting = await readMeeting(transaction, person, key);
    const sent = await sentBefore(transaction, meeting, request);
    if (sent !== null) return { id: sent, touched: [], corrected: null };
    await checkResolving(work, person, meeting);
    const { kind, text } = request;
    const vote = await checkVote(transaction, meeting, request.vote);
    const corrected = await checkCorrects(transaction, meeting, request.corrects);
    const entry = await checkEntry(transaction, meeting, request.entry);
    const item = corrected?.item ?? entry?.item ?? null;
    if (item !== null) await checkItem(transaction, person, key.cycle, item);
    const own = { cycle: key.cycle, meetingId: meeting.id, personId: person.id, kind, text, item };
    const made = await (kind === 'declared'
      ? declareLevel(work, key.cycle, request)
      : kind === 'confirmed'
        ? confirmMinutes(dependencies, work, person, meeting, request)
        : { touched: [], entry: undefined, told: {} });
    const observed = { ...own, item: kind === 'resolved' ? item : null, origin: originOf(meeting) };
    const asked = newObservations([], request.observations ?? []);
    const { maxDocumentBytes } = dependencies;
    const { kept, written } = await keepObservations(work, { ...observed, maxDocumentBytes }, asked);
    const { touched, told, ...more } = made;
    const recorded = await recordResolution(work, newId, {
      ...own,
      ...more,
      entry: made.entry ?? entry?.id ?? null,
      voteId: vote,
      corrects: corrected?.id ?? null,
      requestKey: request.key ?? null,
      observations: kept,
    });
    const about = { cycle: key.cycle, meeting: meeting.id, inMeeting: recorded, kind, resolution: text };
    const named = { ...(item === null ? {} : { item }), corrects: corrected?.id ?? null, vote };
    await audit(cycleChain(key.cycle), 'resolution.recorded', {
      ...about,
      ...named,
      ...told,
      observations: sayOf(kept),
    });
    return { id: recorded.id, touched: [...touched, ...(written === null ? [] : [written])], corrected };
  });
  await Promise.all(done.touched.map(documentChanged));
  await minutes.bring(before.id, person.id);
  if (done.corrected !== null && done.corrected.meetingId !== before.id)
    await minutes.bring(done.corrected.meetingId, person.id);
  return answerOf(database, before.id, done.id);
}

/**
 * Adds observations to a resolution, and the vote that was taken, until the minutes are confirmed; what is there already
 * is not added again (docs/resolutions.md R5). Throws `forbidden`, `notFound`, `locked`, `tooLarge`.
 */
export async function amendResolution(
  dependencies: ResolutionDependencies,
  person: Person,
  key: MeetingKey & { readonly id: string },
  { observations = [], vote }: Amendment,
): Promise<ResolutionAnswer> {
  const { database, commands, minutes, documentChanged, maxDocumentBytes } = dependencies;
  const { cycle, id } = key;
  checkMayResolve(person, cycle);
  const { id: meetingId } = await readMeeting(database, person, key);
  const written = await commands.run(person.id, async (work) => {
    const { transaction, take, audit } = work;
    await take(cycleChain(cycle));
    const meeting = await readMeeting(transaction, person, key);
    const rows = transaction.selectFrom('resolution').selectAll().where('meetingId', '=', meeting.id);
    const row = await rows.where('id', '=', id).executeTakeFirst();
    if (!row) throw new AppError('notFound', 'there is no such resolution');
    if (row.itemCode !== null) await checkItem(transaction, person, cycle, row.itemCode);
    const state = await minutesStateOf(work, meeting.id);
    if (state?.confirmedAt) throw new AppError('locked', 'the minutes of this meeting are confirmed');
    const voteId = vote === undefined ? row.voteId : await checkVote(transaction, meeting, vote);
    const before = z.array(keptObservationSchema).parse(JSON.parse(row.observations));
    if (row.voteId !== null && voteId !== row.voteId)
      throw new AppError('replaced', 'another vote stands with this resolution already');
    const fresh = newObservations(before, observations);
    if (fresh.length === 0 && voteId === row.voteId) return null;
    const item = row.kind === 'declared' || row.kind === 'confirmed' ? null : row.itemCode;
    const observed = { cycle, item, origin: originOf(meeting), personId: person.id, maxDocumentBytes };
    const { kept, written: document } = await keepObservations(work, observed, fresh);
    await transaction
      .updateTable('resolution')
      .set({ voteId, observations: JSON.stringify([...before, ...kept]) })
      .where('id', '=', id)
      .execute();
    const about = { cycle, meeting: meeting.id, inMeeting: { id, number: row.number }, vote: voteId };
    const named = row.itemCode === null ? {} : { item: row.itemCode };
    await audit(cycleChain(cycle), 'resolution.amended', { ...about, ...named, observations: sayOf(kept) });
    return document;
  });
  if (written !== null) await documentChanged(written);
  await minutes.bring(meetingId, person.id);
  return answerOf(database, meetingId, id);
}

function checkMayResolve(person: Person, cycle: string): void {
  if (!mayResolve(person, cycle))
    throw new AppError('forbidden', 'the steering chair and the secretariat record what is resolved');
}

/** While it runs, and then until its minutes are circulated, by the secretariat (docs/resolutions.md R3). */
export async function checkResolving(
  work: Pick<Work, 'transaction'>,
  person: Person,
  { id, cycleId, status }: StoredMeeting,
): Promise<void> {
  if (status === 'running') return;
  const state = await minutesStateOf(work, id);
  const isLate = status === 'ended' && mayKeepMinutes(person, cycleId) && !state?.circulatedAt && !state?.confirmedAt;
  if (!isLate) throw new AppError('meetingState', 'resolutions are recorded while the meeting runs', { state: status });
}

function minutesStateOf({ transaction }: Pick<Work, 'transaction'>, meetingId: string) {
  return transaction.selectFrom('minutesState').selectAll().where('meetingId', '=', meetingId).executeTakeFirst();
}

/** The resolution that a request with this key has made. Throws `keyUsed`. */
async function sentBefore(
  database: Database | DatabaseTransaction,
  meeting: StoredMeeting,
  request: NewResolution,
): Promise<string | null> {
  if (request.key === undefined) return null;
  const row = await database
    .selectFrom('resolution')
    .select(['id', 'kind', 'text'])
    .where('meetingId', '=', meeting.id)
    .where('requestKey', '=', request.key)
    .executeTakeFirst();
  if (row && (row.kind !== request.kind || row.text !== request.text))
    throw new AppError('keyUsed', 'another resolution was sent with this key before');
  return row?.id ?? null;
}

async function answerOf(database: Database, meetingId: string, id: string): Promise<ResolutionAnswer> {
  const found = (await listResolutions(database, meetingId)).find((one) => one.id === id);
  if (!found) throw new AppError('notFound', 'there is no such resolution');
  return found;
}

/** What recommendations say of where they come from. */
function originOf({ body, number }: StoredMeeting): string {
  return `มติที่ประชุม${bodyInWords(body)} ครั้งที่ ${number}`;
}

/** Observations as an audit entry names them. */
function sayOf(observations: readonly KeptObservation[]) {
  return observations.map(({ text, units, due }) => ({ text, units, due }));
}
