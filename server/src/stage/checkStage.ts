import type { StageChanges } from '@ruam/shared/api/stage.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Stage } from '@ruam/shared/meetings/stage.ts';
import { mayBeShown } from '@ruam/shared/policy/projector.ts';
import type { Database } from '../database/database.ts';
import { documentFacts } from '../document/readDocument.ts';
import { agendaOf } from '../meetings/readAgenda.ts';
import type { StoredMeeting } from '../meetings/readMeetings.ts';

/** What is newly shown must be the meeting's or the cycle's, and fit for a projector (docs/stage.md G3). Throws `invalid`. */
export async function checkStage(
  database: Database,
  { id, cycleId }: StoredMeeting,
  before: Stage,
  { entry, document, vote, whatIf }: StageChanges,
): Promise<void> {
  if (entry != null && entry !== before.entry) {
    const agenda = await agendaOf(database, id);
    if (!agenda.some((one) => one.id === entry)) throw new AppError('invalid', 'there is no such entry on the agenda');
  }
  if (document != null && document !== before.document) {
    const facts = await documentFacts(database, document);
    if (!facts || facts.cycle !== cycleId || !mayBeShown(facts))
      throw new AppError('invalid', 'there is no such document to be shown');
  }
  if (whatIf !== undefined) {
    const items = database.selectFrom('item').select('code').where('cycleId', '=', cycleId);
    const codes = new Set((await items.where('kind', '=', 'process').execute()).map(({ code }) => code));
    if (Object.keys(whatIf).some((code) => !codes.has(code)))
      throw new AppError('invalid', 'levels are supposed of items of the cycle');
  }
  if (vote != null && vote !== before.vote) {
    const votes = database.selectFrom('vote').select('id').where('meetingId', '=', id);
    if (!(await votes.where('id', '=', vote).executeTakeFirst()))
      throw new AppError('invalid', 'there is no such vote in this meeting');
  }
}
