import type { DecidingMeeting } from '@ruam/shared/api/deciding.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { ItemKey } from './decidedItem.ts';

/**
 * The meeting in which something is decided: the named one, else the running one, else the planned one with the
 * earliest date, past dates included and one without a date last. Throws `notFound` (the cycle has no such meeting),
 * `noMeeting` (it has ended, or there is none).
 */
export async function decidingMeeting(
  transaction: DatabaseTransaction,
  cycle: string,
  meetingId: string | undefined,
): Promise<string> {
  const meetings = await meetingsOf(transaction, cycle);
  if (meetingId !== undefined) {
    const named = meetings.find(({ id }) => id === meetingId);
    if (!named) throw new AppError('notFound', 'there is no such meeting in this cycle');
    if (named.status === 'ended') throw new AppError('noMeeting', 'this meeting has ended');
    return named.id;
  }
  const [meeting] = toCome(meetings);
  if (!meeting) throw new AppError('noMeeting', 'no meeting is running or planned');
  return meeting.id;
}

/** The meetings in which the item can be decided now, first the one that is taken when none is named. */
export async function listDecidingMeetings(database: Database, { cycle, code }: ItemKey): Promise<DecidingMeeting[]> {
  const meetings = toCome(await meetingsOf(database, cycle));
  const rows = await database
    .selectFrom('agendaItem')
    .innerJoin('meeting', 'meeting.id', 'agendaItem.meetingId')
    .select('meetingId')
    .where('meeting.cycleId', '=', cycle)
    .where('itemCode', '=', code)
    .execute();
  const onAgenda = new Set(rows.map(({ meetingId }) => meetingId));
  return meetings.map(({ id, number, date, status }) => ({ id, number, date, status, isOnAgenda: onAgenda.has(id) }));
}

function meetingsOf(database: Database, cycle: string) {
  return database
    .selectFrom('meeting')
    .select(['id', 'number', 'status', 'date'])
    .where('cycleId', '=', cycle)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
}

/** Running ones, then planned ones, published or not, each by date. */
function toCome<Meeting extends { readonly status: string; readonly date: string | null }>(
  meetings: readonly Meeting[],
) {
  const byDate = meetings.toSorted((a, b) => compareDates(a.date, b.date));
  const having = <Status extends 'running' | 'planned'>(states: readonly string[], status: Status) =>
    byDate.flatMap((meeting) => (states.includes(meeting.status) ? [{ ...meeting, status }] : []));
  return [...having(['running'], 'running'), ...having(['planned', 'published'], 'planned')];
}

/** ISO dates, null last. */
function compareDates(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
