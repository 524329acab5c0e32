import type { MeetingDetail } from '@ruam/shared/api/meetings.ts';
import type { Database } from '../database/database.ts';
import type { Person } from '../people/actor.ts';
import { membersOf } from './members.ts';
import { papersOf } from './papers.ts';
import { handsOf, notesOf } from './participation.ts';
import { answerAgenda } from './readAgenda.ts';
import { answerOf, type MeetingKey, minutesOf, quorumRuleOf, readMeeting, type StoredMeeting } from './readMeetings.ts';

/** A meeting with all that belongs to it, as the person may see it. Throws `notFound`. */
export async function readDetail(database: Database, person: Person, key: MeetingKey): Promise<MeetingDetail> {
  const meeting = await readMeeting(database, person, key);
  return { ...(await readWhole(database, meeting)), ...(await readOwn(database, person, meeting)) };
}

type Own = Pick<MeetingDetail, 'papers' | 'notes'>;

/** What is the same for everybody who sees the meeting. */
export async function readWhole(database: Database, meeting: StoredMeeting): Promise<Omit<MeetingDetail, keyof Own>> {
  const agenda = await answerAgenda(database, meeting.id);
  const minutes = await minutesOf(database, meeting.cycleId);
  return {
    ...answerOf(meeting, agenda.length, minutes.get(meeting.id) ?? null),
    quorum: quorumRuleOf(meeting),
    agenda,
    members: await membersOf(database, meeting),
    hands: await handsOf(database, meeting),
  };
}

/** What each may see of it. */
export async function readOwn(database: Database, person: Person, meeting: StoredMeeting): Promise<Own> {
  return { papers: await papersOf(database, person, meeting), notes: await notesOf(database, person, meeting) };
}

/** A meeting as its projector shows it: without people, what they say, and papers (docs/stage.md G7). */
export function asShown(whole: Omit<MeetingDetail, keyof Own>): MeetingDetail {
  return { ...whole, members: [], papers: [], hands: [], notes: [] };
}
