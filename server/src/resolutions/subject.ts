import { AppError } from '@ruam/shared/errors/errors.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import { checkMayDecide } from '../deciding/decidedItem.ts';
import { agendaOf } from '../meetings/readAgenda.ts';
import type { StoredMeeting } from '../meetings/readMeetings.ts';
import type { Person } from '../people/actor.ts';

/** The agenda's entry that is resolved on; null when none is named. Throws `notFound`. */
export async function checkEntry(transaction: DatabaseTransaction, { id }: StoredMeeting, entry: string | undefined) {
  if (entry === undefined) return null;
  const found = (await agendaOf(transaction, id)).find((one) => one.id === entry);
  if (!found) throw new AppError('notFound', 'there is no such entry on the agenda');
  return { id: found.id, item: found.itemCode === '' ? null : found.itemCode };
}

/** A closed vote of the meeting; null when none is named. Throws `notFound`, `invalid` (it is still open). */
export async function checkVote(
  transaction: DatabaseTransaction,
  { id: meetingId }: StoredMeeting,
  vote: string | undefined,
): Promise<string | null> {
  if (vote === undefined) return null;
  const votes = transaction.selectFrom('vote').select(['id', 'closedAt']).where('meetingId', '=', meetingId);
  const found = await votes.where('id', '=', vote).executeTakeFirst();
  if (!found) throw new AppError('notFound', 'there is no such vote');
  if (found.closedAt === null) throw new AppError('invalid', 'this vote is still open');
  return found.id;
}

/**
 * The resolution that is corrected: of a meeting of the same body in the cycle (docs/resolutions.md R4). Throws
 * `notFound`, `invalid` (it fell in a later meeting), `replaced` (another one has corrected it).
 */
export async function checkCorrects(
  transaction: DatabaseTransaction,
  { cycleId, body, id: meetingId, begunAt }: StoredMeeting,
  corrects: string | undefined,
) {
  if (corrects === undefined) return null;
  const found = await transaction
    .selectFrom('resolution')
    .innerJoin('meeting', 'meeting.id', 'resolution.meetingId')
    .select(['resolution.id', 'resolution.meetingId', 'resolution.itemCode as item', 'meeting.begunAt'])
    .where('resolution.id', '=', corrects)
    .where('meeting.cycleId', '=', cycleId)
    .where('meeting.body', '=', body)
    .executeTakeFirst();
  if (!found) throw new AppError('notFound', 'this body has resolved nothing of that kind');
  // A decision may stand in a meeting that was never begun here.
  if (found.meetingId !== meetingId && found.begunAt !== null && begunAt !== null && found.begunAt > begunAt)
    throw new AppError('invalid', 'a resolution is corrected in the same or a later meeting');
  const later = await transaction
    .selectFrom('resolution')
    .select('id')
    .where('corrects', '=', corrects)
    .executeTakeFirst();
  if (later) throw new AppError('replaced', 'it has been corrected; correct that one', { by: later.id });
  return found;
}

/** What concerns an item is recorded by who may decide it. Throws `forbidden`, `notFound`. */
export async function checkItem(
  transaction: DatabaseTransaction,
  person: Person,
  cycle: string,
  code: string,
): Promise<void> {
  const items = transaction.selectFrom('item').select('category').where('cycleId', '=', cycle);
  const item = await items.where('code', '=', code).executeTakeFirst();
  if (!item) throw new AppError('notFound', `there is no item ${code} in this cycle`);
  checkMayDecide(person, cycle, item);
}
