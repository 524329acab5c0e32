import type { MeetingAnswer } from '@ruam/shared/api/meetings.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { defaultQuorum, type QuorumRule, quorumRuleSchema } from '@ruam/shared/meetings/quorum.ts';
import { mayPrepareMeetings, mayReadMeeting } from '@ruam/shared/policy/meetings.ts';
import type { Selectable } from 'kysely';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { Person } from '../people/actor.ts';

export type StoredMeeting = Selectable<Schema['meeting']>;

/** A meeting of a cycle. */
export interface MeetingKey {
  readonly cycle: string;
  readonly meeting: string;
}

/** The meetings of a cycle that the person may see, the newest day first, those without a day before all. */
export async function listMeetings(database: Database, person: Person, cycle: string): Promise<MeetingAnswer[]> {
  const rows = await database
    .selectFrom('meeting')
    .selectAll()
    .where('cycleId', '=', cycle)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute();
  const counts = await database
    .selectFrom('agendaItem')
    .innerJoin('meeting', 'meeting.id', 'agendaItem.meetingId')
    .select(({ fn }) => ['meetingId', fn.countAll<number>().as('count')])
    .where('meeting.cycleId', '=', cycle)
    .groupBy('meetingId')
    .execute();
  const minutes = await minutesOf(database, cycle);
  const entries = new Map(counts.map(({ meetingId, count }) => [meetingId, Number(count)]));
  return rows
    .filter((row) => mayReadMeeting(person, factsOf(row)))
    .map((row) => answerOf(row, entries.get(row.id) ?? 0, minutes.get(row.id) ?? null))
    .sort((a, b) => (b.date ?? '9').localeCompare(a.date ?? '9'));
}

/** A meeting that the person may see. Throws `notFound`, also for who may not. */
export async function readMeeting(
  database: Database | DatabaseTransaction,
  person: Person,
  { cycle, meeting: id }: MeetingKey,
): Promise<StoredMeeting> {
  const meeting = await database
    .selectFrom('meeting')
    .selectAll()
    .where('id', '=', id)
    .where('cycleId', '=', cycle)
    .executeTakeFirst();
  if (!meeting || !mayReadMeeting(person, factsOf(meeting)))
    throw new AppError('notFound', 'there is no such meeting in this cycle');
  return meeting;
}

/** Throws `forbidden`. */
export function checkMayPrepare(person: Person, cycle: string): void {
  if (!mayPrepareMeetings(person, cycle)) throw new AppError('forbidden', 'the secretariat prepares and runs meetings');
}

/** The documents of the cycle's minutes by meeting. */
export async function minutesOf(database: Database, cycle: string): Promise<ReadonlyMap<string, string>> {
  const rows = await database
    .selectFrom('document')
    .select(['id', 'meetingId'])
    .where('cycleId', '=', cycle)
    .where('kind', '=', 'minutes')
    .execute();
  return new Map(rows.map(({ id, meetingId }) => [meetingId ?? '', id]));
}

/** What the policy must know of a meeting. */
export function factsOf({ cycleId: cycle, body, status: state }: StoredMeeting) {
  return { cycle, body, state };
}

/** How many must be there. */
export function quorumRuleOf({ quorum }: StoredMeeting): QuorumRule {
  return quorum === null ? defaultQuorum : quorumRuleSchema.parse(JSON.parse(quorum));
}

/** A meeting as lists show it. */
export function answerOf(row: StoredMeeting, entries: number, minutes: string | null): MeetingAnswer {
  const { id, cycleId: cycle, body, number, date, time, place, type, status: state } = row;
  const { publishedAt, begunAt, endedAt } = row;
  return { id, cycle, body, number, date, time, place, type, state, publishedAt, begunAt, endedAt, entries, minutes };
}
