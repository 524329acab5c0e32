import { AppError } from '@ruam/shared/errors/errors.ts';
import type { EvidenceFacts } from '@ruam/shared/policy/evidence.ts';
import { mayOpenFile } from '@ruam/shared/policy/evidence.ts';
import { mayReadMeeting } from '@ruam/shared/policy/meetings.ts';
import { mayReadCycle } from '@ruam/shared/policy/policy.ts';
import type { Selectable } from 'kysely';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { categoriesOf } from '../evidence/places.ts';
import type { Person } from '../people/actor.ts';

export type StoredFile = Selectable<Schema['file']>;

/**
 * A file that the person may open. Throws `notFound` (also for who may not read the cycle, and when its bytes were given
 * up), `forbidden`.
 */
export async function readFile(
  database: Database | DatabaseTransaction,
  person: Person,
  id: string,
): Promise<StoredFile> {
  const file = await database.selectFrom('file').selectAll().where('id', '=', id).executeTakeFirst();
  if (file === undefined || file.sweptAt !== null || !mayReadCycle(person, file.cycleId))
    throw new AppError('notFound', 'there is no such file');
  const { cycleId: cycle, use, personId } = file;
  const mayOpen = mayOpenFile(person, { cycle, use, personId, entries: await entriesOf(database, id) });
  if (!mayOpen && !(await isPaperOf(database, person, id)))
    throw new AppError('forbidden', 'this file is opened by those concerned only');
  return file;
}

/** The entries of the register that have the file as a version. */
async function entriesOf(database: Database | DatabaseTransaction, file: string): Promise<readonly EvidenceFacts[]> {
  const rows = await database
    .selectFrom('evidenceVersion')
    .innerJoin('evidence', 'evidence.id', 'evidenceVersion.evidenceId')
    .select(['evidence.id', 'evidence.cycleId as cycle', 'evidence.personId', 'evidence.confidentiality'])
    .where('evidenceVersion.fileId', '=', file)
    .where('evidence.removedAt', 'is', null)
    .execute();
  const facts: EvidenceFacts[] = [];
  for (const { id, ...entry } of rows)
    facts.push({ ...entry, categories: await categoriesOf(database, entry.cycle, id) });
  return facts;
}

/** Whether it is a paper of a meeting that the person may see (docs/meetings.md M7). */
async function isPaperOf(database: Database | DatabaseTransaction, person: Person, file: string): Promise<boolean> {
  const meetings = await database
    .selectFrom('meetingPaper')
    .innerJoin('meeting', 'meeting.id', 'meetingPaper.meetingId')
    .select(['meeting.cycleId as cycle', 'meeting.body', 'meeting.status as state'])
    .where('meetingPaper.fileId', '=', file)
    .execute();
  return meetings.some((meeting) => mayReadMeeting(person, meeting));
}
