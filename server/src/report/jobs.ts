import type { ReportFormat, ReportJob, ReportOptions } from '@ruam/shared/api/reports.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { dropJob, dropOldestJobs } from './dropJobs.ts';
import { type JobKey, readJob } from './readJobs.ts';

interface Dependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
}

/** What is asked for; `key` is the client's own name of its request: sent twice, it makes one report. */
interface Request {
  readonly format: ReportFormat;
  readonly options: ReportOptions;
  readonly key: string | null;
}

/** Of a person in a cycle, reports that are not made yet. */
const maxUnfinished = 5;

/**
 * Asks for a report; it is made beside everybody's work. Throws `tooManyRequests` (many of this person wait), `keyUsed` (another
 * report was asked for with this key).
 */
export async function askForReport(
  { database, commands, newId }: Dependencies,
  person: Person,
  cycle: string,
  { format, options, key }: Request,
): Promise<ReportJob> {
  const id = newId();
  const written = JSON.stringify(options);
  const report = await commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const known = await jobWithKey(transaction, person, cycle, key);
    if (known !== null) {
      if (known.format !== format || known.options !== written)
        throw new AppError('keyUsed', 'another report was asked for with this key');
      return known.id;
    }
    await checkRoom(transaction, person, cycle);
    await transaction
      .insertInto('reportJob')
      .values({
        ...{ id, cycleId: cycle, personId: person.id, format, options: written, requestKey: key },
        ...{ state: 'waiting', step: null, progress: 0, error: null, at, finishedAt: null },
        ...{ heardAt: null, maker: null, attempts: 0, snapshotId: null },
        ...{ fileName: null, fileHash: null, mediaType: null, sizeBytes: null },
      })
      .execute();
    await audit(cycleChain(cycle), 'report.asked', { cycle, report: id, format });
    return id;
  });
  return readJob(database, person, { cycle, report });
}

async function jobWithKey(transaction: DatabaseTransaction, { id }: Person, cycle: string, key: string | null) {
  if (key === null) return null;
  const known = await transaction
    .selectFrom('reportJob')
    .select(['id', 'format', 'options'])
    .where('cycleId', '=', cycle)
    .where('personId', '=', id)
    .where('requestKey', '=', key)
    .executeTakeFirst();
  return known ?? null;
}

async function checkRoom(transaction: DatabaseTransaction, { id }: Person, cycle: string): Promise<void> {
  const { count } = await transaction
    .selectFrom('reportJob')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('cycleId', '=', cycle)
    .where('personId', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow();
  if (Number(count) >= maxUnfinished)
    throw new AppError('tooManyRequests', 'first wait for the reports that are being made', { most: maxUnfinished });
}

/**
 * Gives up a report: one that waits or is being made is cancelled, one that is finished goes with its file. Throws
 * `notFound`, `forbidden`.
 */
export async function giveUpReport({ commands }: Dependencies, person: Person, key: JobKey): Promise<void> {
  const { cycle, report } = key;
  await commands.run(person.id, async (work) => {
    const { transaction, at, take, audit } = work;
    await take(cycleChain(cycle));
    await readJob(transaction, person, key);
    const cancelled = await transaction
      .updateTable('reportJob')
      .set({ state: 'cancelled', step: null, finishedAt: at, maker: null })
      .where('id', '=', report)
      .where('state', 'in', ['waiting', 'running'])
      .returning(['cycleId', 'personId'])
      .executeTakeFirst();
    if (cancelled !== undefined) {
      await audit(cycleChain(cycle), 'report.cancelled', { cycle, report });
      return dropOldestJobs(work, cancelled);
    }
    await dropJob(transaction, key);
    await audit(cycleChain(cycle), 'report.removed', { cycle, report });
  });
}
