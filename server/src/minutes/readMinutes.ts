import type { MinutesAnswer } from '@ruam/shared/api/resolutions.ts';
import type { Database } from '../database/database.ts';
import type { TextReader } from '../deciding/textReader.ts';
import { type MeetingKey, minutesOf, readMeeting } from '../meetings/readMeetings.ts';
import type { Person } from '../people/actor.ts';

/** How far the minutes of a meeting are, with the hash of their text as it is now. Throws `notFound`, `unavailable`. */
export async function readMinutes(
  { database, texts }: { readonly database: Database; readonly texts: TextReader },
  person: Person,
  key: MeetingKey,
): Promise<MinutesAnswer> {
  const { id, number } = await readMeeting(database, person, key);
  const document = (await minutesOf(database, key.cycle)).get(id) ?? null;
  const state = await database
    .selectFrom('minutesState')
    .leftJoin('meeting', 'meeting.id', 'minutesState.confirmedIn')
    .select(['circulatedAt', 'confirmedAt', 'snapshotId', 'meeting.number as confirmedIn'])
    .where('meetingId', '=', id)
    .executeTakeFirst();
  const about = document === null ? [] : [{ id: document, kind: 'minutes', level: null } as const];
  const { contentHash } = await texts.textOf(database, about);
  const { circulatedAt = null, confirmedAt = null, confirmedIn = null, snapshotId = null } = state ?? {};
  const name = confirmedAt !== null ? 'confirmed' : circulatedAt !== null ? 'circulated' : 'draft';
  const far = { circulatedAt, confirmedAt, confirmedIn, snapshotId, contentHash };
  return { meeting: id, number, document, state: document === null ? 'none' : name, ...far };
}
