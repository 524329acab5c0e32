import { readContent } from '@ruam/shared/document/yjs.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { bodyInWords } from '@ruam/shared/minutes/bodies.ts';
import { toThaiDigits } from '@ruam/shared/thai/digits.ts';
import type { Database } from '../database/database.ts';
import type { DocxWriter } from '../docx/docxWriter.ts';
import { type MeetingKey, minutesOf, readMeeting } from '../meetings/readMeetings.ts';
import type { Person } from '../people/actor.ts';
import { readHeld } from '../sync/gate.ts';

/** The minutes as they are committed, as a Word file with its name. Throws `notFound`, `unavailable`. */
export async function minutesFile(
  { database, docx }: { readonly database: Database; readonly docx: DocxWriter },
  person: Person,
  key: MeetingKey,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const { id, number, body } = await readMeeting(database, person, key);
  const document = (await minutesOf(database, key.cycle)).get(id);
  if (document === undefined) throw new AppError('notFound', 'this meeting has no minutes');
  const content = await database.transaction().execute((transaction) => readHeld(transaction, document, readContent));
  if (content === null) throw new AppError('notFound', 'this meeting has no minutes');
  const state = await database
    .selectFrom('minutesState')
    .innerJoin('snapshot', 'snapshot.id', 'minutesState.snapshotId')
    .select('snapshot.contentHash')
    .where('meetingId', '=', id)
    .executeTakeFirst();
  const head = `รายงานการประชุม${bodyInWords(body)} ครั้งที่ ${toThaiDigits(number)}`;
  const foot = state === undefined ? null : `ที่ประชุมรับรองแล้ว SHA-256 ${state.contentHash}`;
  const bytes = await docx.write({ content, title: head, foot });
  return { name: `รายงานการประชุม ครั้งที่ ${number.replaceAll('/', '-')}.docx`, bytes };
}
