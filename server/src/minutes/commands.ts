import type { MinutesAnswer, scenarioSchema } from '@ruam/shared/api/resolutions.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { withScenario } from '@ruam/shared/minutes/write.ts';
import { mayKeepMinutes, mayResolve } from '@ruam/shared/policy/resolutions.ts';
import { scenarioWords } from '@ruam/shared/resolutions/scenario.ts';
import { computeScoreboard } from '@ruam/shared/score/score.ts';
import { supposeLevels } from '@ruam/shared/score/whatIf.ts';
import type { z } from 'zod';
import type { Commands, Work } from '../commands/commands.ts';
import { frameworkOf, scoreInputOf } from '../cycle/readCycle.ts';
import type { Database } from '../database/database.ts';
import type { TextReader } from '../deciding/textReader.ts';
import { cycleChain } from '../events/audit.ts';
import { type MeetingKey, readMeeting, type StoredMeeting } from '../meetings/readMeetings.ts';
import type { Person } from '../people/actor.ts';
import { checkResolving } from '../resolutions/commands.ts';
import { readMinutes } from './readMinutes.ts';
import { type MinutesWriting, type WrittenMinutes, writeMinutes } from './writeMinutes.ts';

export interface MinutesDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  readonly texts: TextReader;
  readonly maxDocumentBytes: number;
  /** Lets those who have the document open know that it was written; resolves when they are told. */
  readonly documentChanged: (documentId: string) => Promise<void>;
}

/**
 * Brings the whole form into the minutes; what stands there stays, and what is there is not written again (docs/resolutions.md
 * N2). Throws `forbidden`, `notFound`, `locked` (confirmed, and something lacks), `tooLarge`.
 */
export async function seedMinutes(
  dependencies: MinutesDependencies,
  person: Person,
  key: MeetingKey,
): Promise<MinutesAnswer> {
  checkMayKeep(person, key);
  return write(dependencies, person, key, async (work, meeting, writeIn) => {
    const written = await writeIn({ form: 'all' });
    if (written.isChanged) await tell(work, meeting, 'minutes.seeded', { document: written.document });
    return written;
  });
}

/**
 * Sends the minutes of an ended meeting to its members, once, with all that it has resolved. Throws `forbidden`,
 * `notFound`, `meetingState` (it has not ended), `tooLarge`.
 */
export async function circulateMinutes(
  dependencies: MinutesDependencies,
  person: Person,
  key: MeetingKey,
): Promise<MinutesAnswer> {
  checkMayKeep(person, key);
  return write(dependencies, person, key, async (work, meeting, writeIn) => {
    const { transaction, at } = work;
    const { id, status, body, number } = meeting;
    if (status !== 'ended')
      throw new AppError('meetingState', 'minutes are circulated after the meeting', { state: status });
    const states = transaction.selectFrom('minutesState').select('circulatedAt').where('meetingId', '=', id);
    const state = await states.executeTakeFirst();
    if (state?.circulatedAt) return null;
    const written = await writeIn({ form: 'needed' });
    const none = { confirmedAt: null, confirmedIn: null, snapshotId: null };
    await transaction
      .insertInto('minutesState')
      .values({ meetingId: id, circulatedAt: at, ...none })
      .onConflict((conflict) => conflict.column('meetingId').doUpdateSet({ circulatedAt: at }))
      .execute();
    await tell(work, meeting, 'minutes.circulated', { document: written.document, body, number });
    return written;
  });
}

/**
 * Writes what would be into the minutes, as the server works it out, in words that say that it is no resolution; the same
 * request sent twice is written once (docs/resolutions.md N6). Throws `forbidden`, `notFound`, `invalid` (nothing is
 * supposed, or no item of the score), `locked`, `tooLarge`.
 */
export async function keepScenario(
  dependencies: MinutesDependencies,
  person: Person,
  key: MeetingKey,
  { levels, key: requestKey }: z.infer<typeof scenarioSchema>,
): Promise<MinutesAnswer> {
  if (!mayResolve(person, key.cycle))
    throw new AppError('forbidden', 'the steering chair and the secretariat write into minutes');
  return write(dependencies, person, key, async (work, meeting, writeIn) => {
    await checkResolving(work, person, meeting);
    const { transaction, at } = work;
    const framework = await frameworkOf(transaction, key.cycle);
    const input = await scoreInputOf(transaction, key.cycle);
    const real = computeScoreboard(framework, input, { value: 'latest', profile: 'weakest-link' });
    const { supposed, changes } = supposeLevels(framework, real, levels);
    const scored = new Set(changes.map(({ code }) => code));
    if (scored.size === 0) throw new AppError('invalid', 'nothing would be another');
    const words = scenarioWords({ changes, before: real.overall, after: supposed.overall, at });
    const written = await writeIn({
      form: 'needed',
      change: (content) => withScenario(content, requestKey ?? dependencies.newId(), words),
    });
    if (written.isChanged)
      await tell(work, meeting, 'minutes.scenarioKept', { document: written.document, levels, ...supposed.overall });
    return written;
  });
}

type WriteIn = (what: Pick<MinutesWriting, 'form' | 'change'>) => Promise<WrittenMinutes>;

/** One command on the minutes of a meeting that the person may see; gives how far they are then. */
async function write(
  { database, commands, texts, maxDocumentBytes, documentChanged }: MinutesDependencies,
  person: Person,
  key: MeetingKey,
  act: (work: Work, meeting: StoredMeeting, writeIn: WriteIn) => Promise<WrittenMinutes | null>,
): Promise<MinutesAnswer> {
  const written = await commands.run(person.id, async (work) => {
    await work.take(cycleChain(key.cycle));
    const meeting = await readMeeting(work.transaction, person, key);
    return act(work, meeting, async (what) => {
      const done = await writeMinutes(work, { meeting, personId: person.id, maxDocumentBytes, ...what });
      if (done === null) throw new AppError('notFound', 'this meeting has no minutes');
      return done;
    });
  });
  if (written?.isChanged) await documentChanged(written.document);
  return readMinutes({ database, texts }, person, key);
}

function checkMayKeep(person: Person, { cycle }: MeetingKey): void {
  if (!mayKeepMinutes(person, cycle)) throw new AppError('forbidden', 'the secretariat keeps the minutes');
}

function tell(
  { audit }: Work,
  { id, cycleId }: StoredMeeting,
  type: string,
  subject: Readonly<Record<string, unknown>>,
) {
  return audit(cycleChain(cycleId), type, { cycle: cycleId, meeting: id, ...subject });
}
