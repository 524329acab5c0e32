import { reportOptionsSchema } from '@ruam/shared/api/reports.ts';
import type { ErrorCode } from '@ruam/shared/errors/errors.ts';
import type { Commands } from '../commands/commands.ts';
import { keepSnapshotOnce } from '../deciding/keepSnapshot.ts';
import { cycleChain } from '../events/audit.ts';
import type { FileDependencies } from '../files/dependencies.ts';
import { dropOldestJobs } from './dropJobs.ts';
import type { KeptVersion, MadeFile, ReadVersion } from './reportTask.ts';
import type { StoredJob } from './takeJob.ts';

interface Dependencies {
  readonly commands: Commands;
  readonly newId: () => string;
}

/**
 * Keeps the version that a report is made of, once for the same text with the same score, and binds the report to it. Null when
 * nobody wants the report any more.
 */
export function keepVersionOf(
  { commands, newId }: Dependencies,
  job: StoredJob,
  { hashed, contentHash, references }: ReadVersion,
): Promise<KeptVersion | null> {
  const { cycleId: cycle, personId } = job;
  const { value } = reportOptionsSchema.parse(JSON.parse(job.options));
  return commands.run(personId, async (work) => {
    await work.take(cycleChain(cycle));
    const isWanted = work.transaction
      .selectFrom('reportJob')
      .select('id')
      .where('id', '=', job.id)
      .where('state', '=', 'running')
      .where('maker', '=', job.maker);
    if ((await isWanted.executeTakeFirst()) === undefined) return null;
    const about = { id: newId(), cycle, item: null, personId, kind: 'report', name: null } as const;
    const snapshot = await keepSnapshotOnce(work, { ...about, hashed, contentHash, references, scoreOf: value });
    await work.transaction.updateTable('reportJob').set({ snapshotId: snapshot }).where('id', '=', job.id).execute();
    await work.audit(cycleChain(cycle), 'report.bound', { cycle, report: job.id, snapshot, contentHash });
    const { at } = await work.transaction
      .selectFrom('snapshot')
      .select('at')
      .where('id', '=', snapshot)
      .executeTakeFirstOrThrow();
    return { id: snapshot, at };
  });
}

/**
 * Keeps the bytes of a report, then says that it is made: nothing names bytes that are not there. False when nobody wants it any
 * more. Throws `unavailable` (no room), and why it was ended: a file store may take its time.
 */
export async function keepFile(
  { database, commands, store, now }: Pick<FileDependencies, 'database' | 'commands' | 'store' | 'now'>,
  job: StoredJob,
  file: MadeFile,
  ended: AbortSignal,
): Promise<boolean> {
  const { cycleId: cycle, id: report, format } = job;
  // The sweeper leaves bytes alone that were brought within a day (docs/evidence.md F9).
  await database
    .insertInto('blob')
    .values({ hash: file.hash, at: now() })
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ at: now() }))
    .execute();
  await unlessEnded(store.put(file.hash, file.path, file.hash), ended);
  return commands.run(job.personId, async (work) => {
    const { transaction, at, take, audit } = work;
    await take(cycleChain(cycle));
    const made = await transaction
      .updateTable('reportJob')
      .set({
        ...{ state: 'done', step: null, progress: 100, finishedAt: at, maker: null, error: null },
        ...{ fileName: file.name, fileHash: file.hash, mediaType: file.mediaType, sizeBytes: file.sizeBytes },
      })
      .where('id', '=', report)
      .where('state', '=', 'running')
      .where('maker', '=', job.maker)
      .returning('snapshotId')
      .executeTakeFirst();
    if (made === undefined) return false;
    const { snapshotId: snapshot } = made;
    const of = { snapshot, contentHash: file.contentHash, hash: file.hash };
    await audit(cycleChain(cycle), 'report.made', { cycle, report, format, ...of });
    await dropOldestJobs(work, job);
    return true;
  });
}

/** What the work gives; when it is ended before, nobody waits for it. */
async function unlessEnded<Given>(work: Promise<Given>, signal: AbortSignal): Promise<Given> {
  signal.throwIfAborted();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(signal.reason);
  signal.addEventListener('abort', end);
  try {
    return await Promise.race([work, ended]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** Says that a report could not be made, and why. */
export function failJob({ commands }: Pick<Dependencies, 'commands'>, job: StoredJob, error: ErrorCode): Promise<void> {
  const { cycleId: cycle, id: report } = job;
  return commands.run(job.personId, async (work) => {
    const { transaction, at, take, audit } = work;
    await take(cycleChain(cycle));
    const failed = await transaction
      .updateTable('reportJob')
      .set({ state: 'failed', step: null, finishedAt: at, maker: null, error })
      .where('id', '=', report)
      .where('state', '=', 'running')
      .where('maker', '=', job.maker)
      .returning('id')
      .executeTakeFirst();
    if (failed === undefined) return;
    await audit(cycleChain(cycle), 'report.failed', { cycle, report, error });
    await dropOldestJobs(work, job);
  });
}
