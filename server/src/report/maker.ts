import type { ReportStep } from '@ruam/shared/api/reports.ts';
import { reportOptionsSchema } from '@ruam/shared/api/reports.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayAskForReport } from '@ruam/shared/policy/reports.ts';
import type { DatabaseLocation } from '../database/database.ts';
import type { BlobLocation } from '../files/blobStore.ts';
import type { FileDependencies } from '../files/dependencies.ts';
import { loadPerson } from '../people/actor.ts';
import { failJob, keepFile, keepVersionOf } from './finishJob.ts';
import type { ReportTask } from './reportTask.ts';
import { type ReportThread, startReportThread } from './reportThread.ts';
import { sweepJobs } from './sweepJobs.ts';
import { freeOrphans, hearOf, putBack, type StoredJob, takeHopeless, takeJob } from './takeJob.ts';
import type { WorkFolder, WorkFolders } from './workFolders.ts';

export interface MakerDependencies extends Pick<FileDependencies, 'database' | 'commands' | 'newId' | 'now' | 'store'> {
  readonly location: DatabaseLocation;
  readonly files: BlobLocation;
  readonly folders: WorkFolders;
  readonly printer: ReportTask['printer'];
  readonly failed: (error: unknown) => void;
}

/** Makes the reports that were asked for, one after the other, beside everybody's work. */
export interface ReportMaker {
  /** There is one more to be made. */
  asked(): void;
  /** Nobody wants this one any more. */
  givenUp(report: string): void;
  /** Ends what is being made; it is made when there is a server again. */
  close(): Promise<void>;
}

/** Reports that another process has left are looked for so often. */
const lookEveryMs = 10_000;
/** A maker says so often that it is alive, and hears then whether its report is still wanted. */
const heartbeatMs = 1_000;
const sweepEveryMs = 60 * 60_000;

interface Making {
  readonly job: StoredJob;
  readonly thread: ReportThread;
  at: { readonly step: ReportStep; readonly progress: number };
}

export function createReportMaker(dependencies: MakerDependencies): ReportMaker {
  const { database, newId, now, failed, location } = dependencies;
  const maker = newId();
  const closing = new AbortController();
  let isAwaited = false;
  let current: Making | null = null;
  let working: Promise<void> = begin();

  const timers = [
    setInterval(look, lookEveryMs).unref(),
    setInterval(() => void beat().catch(failed), heartbeatMs).unref(),
    setInterval(() => void sweepJobs(dependencies).catch(failed), sweepEveryMs).unref(),
  ];

  async function begin(): Promise<void> {
    try {
      if (location.kind === 'sqlite') await freeOrphans(database);
      await sweepJobs(dependencies);
    } catch (error) {
      failed(error);
    }
    await work();
  }

  function look(): void {
    if (isAwaited || closing.signal.aborted) return;
    isAwaited = true;
    working = working.then(work);
  }

  /** Makes what there is to be made. */
  async function work(): Promise<void> {
    isAwaited = false;
    try {
      for (const job of await takeHopeless(database, maker, now())) await failJob(dependencies, job, 'unavailable');
      for (;;) {
        if (closing.signal.aborted) return;
        const job = await takeJob(database, maker, now());
        if (job === null) return;
        await make(job);
      }
    } catch (error) {
      failed(error);
    }
  }

  async function make(job: StoredJob): Promise<void> {
    let folder: WorkFolder | null = null;
    try {
      folder = await dependencies.folders.begin();
      const task = await taskOf(dependencies, job, folder.path);
      const thread = startReportThread(task, {
        step: (step, progress) => {
          if (current?.job.id !== job.id) return;
          const isNew = current.at.step !== step;
          current.at = { step, progress };
          if (isNew) void beat().catch(failed);
        },
        trouble: failed,
        async keep(version) {
          const kept = await keepVersionOf(dependencies, job, version);
          if (kept === null) throw new AppError('notFound', 'nobody wants this report any more');
          return kept;
        },
      });
      current = { job, thread, at: { step: 'reading', progress: 0 } };
      if (closing.signal.aborted) await thread.end();
      const file = await thread.file;
      current.at = { step: 'keeping', progress: 99 };
      await keepFile(dependencies, job, file, closing.signal);
    } catch (error) {
      if (closing.signal.aborted) await putBack(database, job);
      else await failJob(dependencies, job, codeOf(error));
    } finally {
      current = null;
      await folder?.end().catch(failed);
    }
  }

  function codeOf(error: unknown): AppError['code'] {
    if (error instanceof AppError) return error.code;
    failed(error);
    return 'internal';
  }

  async function beat(): Promise<void> {
    if (current === null) return;
    const { job, thread, at } = current;
    if (!(await hearOf(database, job, now(), at))) await thread.end();
  }

  return {
    asked: look,
    givenUp(report) {
      if (current?.job.id === report) void current.thread.end();
    },
    async close() {
      closing.abort(new AppError('unavailable', 'the server is closing'));
      for (const timer of timers) clearInterval(timer);
      await current?.thread.end();
      await working;
    },
  };
}

/** For the person as they are now. Throws `notFound` when they do not read the cycle any more. */
async function taskOf(
  { database, location, files, printer, now }: MakerDependencies,
  job: StoredJob,
  directory: string,
): Promise<ReportTask> {
  const { cycleId: cycle, format, snapshotId } = job;
  const reader = await loadPerson(database, job.personId);
  if (reader === null || !mayAskForReport(reader, cycle))
    throw new AppError('notFound', 'who asked for the report does not read the cycle any more');
  return {
    ...{ location, files, directory, printer, cycle, format, reader, at: now() },
    options: reportOptionsSchema.parse(JSON.parse(job.options)),
    of: snapshotId === null ? { kind: 'keep' } : { kind: 'kept', snapshot: snapshotId },
  };
}
