import type { MeetingDetail } from '@ruam/shared/api/meetings.ts';
import type { Database } from '../database/database.ts';
import type { Person } from '../people/actor.ts';
import { membersOf } from './members.ts';
import { papersOf } from './papers.ts';
import { handsOf, notesOf } from './participation.ts';
import { answerAgenda } from './readAgenda.ts';
import { answerOf, type MeetingKey, minutesOf, quorumRuleOf, readMeeting } from './readMeetings.ts';

/** A meeting with all that belongs to it, as the person may see it. Throws `notFound`. */
export async function readDetail(database: Database, person: Person, key: MeetingKey): Promise<MeetingDetail> {
  const meeting = await readMeeting(database, person, key);
  const agenda = await answerAgenda(database, meeting.id);
  const minutes = await minutesOf(database, key.cycle);
  return {
    ...answerOf(meeting, agenda.length, minutes.get(meeting.id) ?? null),
    quorum: quorumRuleOf(meeting),
    agenda,
    members: await membersOf(database, meeting),
    papers: await papersOf(database, person, meeting),
    hands: await handsOf(database, meeting),
    notes: await notesOf(database, person, meeting),
  };
}
