import type { newPaperSchema, PaperAnswer } from '@ruam/shared/api/meetings.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { maxPapers } from '@ruam/shared/meetings/bounds.ts';
import { checkNotEnded } from '@ruam/shared/meetings/state.ts';
import type { z } from 'zod';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { listEvidence } from '../evidence/readEvidence.ts';
import { readFile } from '../files/readFile.ts';
import type { Person } from '../people/actor.ts';
import type { MeetingDependencies } from './dependencies.ts';
import { prepare } from './prepare.ts';
import { agendaOf } from './readAgenda.ts';
import type { MeetingKey, StoredMeeting } from './readMeetings.ts';

type NewPaper = z.infer<typeof newPaperSchema>;

/** The papers of a meeting; those of the evidence register are opened as the register allows (docs/meetings.md M7). */
export async function papersOf(database: Database, person: Person, meeting: StoredMeeting): Promise<PaperAnswer[]> {
  const rows = await database
    .selectFrom('meetingPaper')
    .leftJoin('file', 'file.id', 'meetingPaper.fileId')
    .select(['meetingPaper.id', 'meetingPaper.title', 'entry', 'evidenceId', 'fileId'])
    .select(['file.name', 'file.mediaType', 'file.sizeBytes', 'file.hash'])
    .where('meetingId', '=', meeting.id)
    .orderBy('meetingPaper.at')
    .orderBy('meetingPaper.id')
    .execute();
  const isAsked = rows.some(({ evidenceId }) => evidenceId !== null);
  const register = isAsked ? await listEvidence(database, person, meeting.cycleId) : [];
  const entries = new Map(register.map((entry) => [entry.id, entry]));
  return rows.map(({ id, title, entry, evidenceId: evidence, fileId, name, mediaType, sizeBytes, hash }) => {
    const known = evidence === null ? undefined : entries.get(evidence);
    const isWhole = fileId !== null && name !== null && mediaType !== null && sizeBytes !== null && hash !== null;
    const file = isWhole ? { id: fileId, name, mediaType, sizeBytes, hash } : (known?.file ?? null);
    return { id, title: known?.title ?? title, entry: entry === null ? null : String(entry), evidence, file };
  });
}

/**
 * Adds a paper; the same one for the same entry is added once. Throws `forbidden`, `notFound` (also an entry that is not
 * on the agenda), `meetingState`, `tooLarge`.
 */
export async function addPaper(
  dependencies: MeetingDependencies,
  person: Person,
  key: MeetingKey,
  paper: NewPaper,
): Promise<void> {
  await prepare(dependencies, person, key, async ({ transaction, at, meeting, audit }) => {
    checkNotEnded(meeting.status);
    const entry = paper.entry === undefined ? null : await entryNumber(transaction, meeting.id, paper.entry);
    const { evidence: evidenceId = null, file: fileId = null } = paper;
    const name = await nameOf(transaction, person, meeting, paper);
    const papers = transaction.selectFrom('meetingPaper').selectAll().where('meetingId', '=', meeting.id);
    const there = await papers.execute();
    if (there.some((one) => one.evidenceId === evidenceId && one.fileId === fileId && one.entry === entry)) return;
    if (there.length >= maxPapers) throw new AppError('tooLarge', `a meeting has at most ${maxPapers} papers`);
    const id = dependencies.newId();
    await transaction
      .insertInto('meetingPaper')
      .values({
        id,
        meetingId: meeting.id,
        entry,
        evidenceId,
        fileId,
        personId: person.id,
        at,
        title: paper.title ?? name,
      })
      .execute();
    if (fileId !== null) await transaction.updateTable('file').set({ isUsed: 1 }).where('id', '=', fileId).execute();
    await audit('paperAdded', { paper: id, evidence: evidenceId, file: fileId });
  });
}

/** Takes a paper away; an entry of the register stays there. Throws `forbidden`, `notFound`, `meetingState`. */
export async function removePaper(
  dependencies: MeetingDependencies,
  person: Person,
  key: MeetingKey,
  id: string,
): Promise<void> {
  await prepare(dependencies, person, key, async ({ transaction, meeting, audit }) => {
    checkNotEnded(meeting.status);
    const removed = await transaction
      .deleteFrom('meetingPaper')
      .where('meetingId', '=', meeting.id)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (!removed) throw new AppError('notFound', 'there is no such paper');
    await audit('paperRemoved', { paper: id });
  });
}

/** The name of what is to be a paper, when the person may open it and it is of this cycle. Throws `notFound`. */
async function nameOf(
  transaction: DatabaseTransaction,
  person: Person,
  { cycleId }: StoredMeeting,
  { evidence, file }: NewPaper,
): Promise<string> {
  if (file !== undefined) {
    const stored = await readFile(transaction, person, file);
    if (stored.cycleId !== cycleId || stored.use !== 'evidence')
      throw new AppError('notFound', 'there is no such file');
    return stored.name;
  }
  const entry = await transaction
    .selectFrom('evidence')
    .select('title')
    .where('id', '=', evidence ?? '')
    .where('cycleId', '=', cycleId)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  if (!entry) throw new AppError('notFound', 'there is no such entry of the register');
  return entry.title;
}

async function entryNumber(transaction: DatabaseTransaction, meetingId: string, id: string): Promise<number> {
  const entry = (await agendaOf(transaction, meetingId)).find((one) => one.id === id);
  if (!entry) throw new AppError('notFound', 'there is no such entry on the agenda');
  return entry.position;
}
