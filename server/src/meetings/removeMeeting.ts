import { AppError } from '@ruam/shared/errors/errors.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import type { Person } from '../people/actor.ts';
import type { MeetingDependencies } from './dependencies.ts';
import { prepare } from './prepare.ts';
import type { MeetingKey, StoredMeeting } from './readMeetings.ts';

/**
 * Takes a meeting away that was planned by mistake, with its agenda, papers and empty minutes (docs/meetings.md M13).
 * Throws `forbidden`, `notFound`, `meetingState` (it is published), `inUse` (something is decided in it, written in its
 * minutes, or those stand on another agenda).
 */
export async function removeMeeting(dependencies: MeetingDependencies, person: Person, key: MeetingKey): Promise<void> {
  await prepare(dependencies, person, key, async ({ transaction, meeting, audit }) => {
    const { id, status, body, number } = meeting;
    if (status !== 'planned')
      throw new AppError('meetingState', 'only a meeting that is not published is taken away', { state: status });
    await checkNothingDecided(transaction, meeting);
    await removeMinutes(transaction, meeting);
    for (const table of ['agendaItem', 'meetingMember', 'meetingPaper', 'raisedHand', 'meetingNote'] as const)
      await transaction.deleteFrom(table).where('meetingId', '=', id).execute();
    await transaction.deleteFrom('meetingStage').where('meetingId', '=', id).execute();
    await transaction.deleteFrom('meeting').where('id', '=', id).execute();
    await audit('deleted', { body, number });
  });
}

async function checkNothingDecided(transaction: DatabaseTransaction, { id }: StoredMeeting): Promise<void> {
  for (const table of ['approval', 'decision', 'resolution', 'vote'] as const) {
    const row = await transaction.selectFrom(table).select('id').where('meetingId', '=', id).executeTakeFirst();
    if (row) throw new AppError('inUse', 'something was decided in this meeting');
  }
}

/** Minutes in which nothing was ever written go with their meeting. */
async function removeMinutes(transaction: DatabaseTransaction, { id }: StoredMeeting): Promise<void> {
  const documents = transaction.selectFrom('document').select('id').where('meetingId', '=', id);
  for (const { id: document } of await documents.execute()) {
    const opinions = transaction.selectFrom('thread').select('id').where('documentId', '=', document);
    const refused = transaction.selectFrom('rescue').select('id').where('documentId', '=', document);
    const entries = transaction.selectFrom('agendaItem').select('meetingId').where('documentId', '=', document);
    const isUsed =
      (await opinions.executeTakeFirst()) ?? (await refused.executeTakeFirst()) ?? (await entries.executeTakeFirst());
    if (isUsed) throw new AppError('inUse', 'its minutes are in use');
    await transaction.deleteFrom('clientOwner').where('documentId', '=', document).execute();
    const gone = await transaction
      .deleteFrom('document')
      .where('id', '=', document)
      .where('lastSequence', '=', 0)
      .returning('id')
      .executeTakeFirst();
    if (!gone) throw new AppError('inUse', 'something is written in its minutes');
  }
}
