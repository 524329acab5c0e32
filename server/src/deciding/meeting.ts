import { AppError } from '@ruam/shared/errors/errors.ts';
import type { DatabaseTransaction } from '../database/database.ts';

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
  const meetings = await transaction
    .selectFrom('meeting')
    .select(['id', 'status', 'date'])
    .where('cycleId', '=', cycle)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  if (meetingId !== undefined) {
    const named = meetings.find(({ id }) => id === meetingId);
    if (!named) throw new AppError('notFound', 'there is no such meeting in this cycle');
    if (named.status === 'ended') throw new AppError('noMeeting', 'this meeting has ended');
    return named.id;
  }
  const byDate = meetings.toSorted((a, b) => compareDates(a.date, b.date));
  const meeting =
    byDate.find(({ status }) => status === 'running') ?? byDate.find(({ status }) => status === 'planned');
  if (!meeting) throw new AppError('noMeeting', 'no meeting is running or planned');
  return meeting.id;
}

/** ISO dates, null last. */
function compareDates(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
