import { join } from 'node:path';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { createWorkerThread, type WorkerThread } from '../sync/workerThread.ts';
import type { ArchiveAnswer, ArchiveTask } from './archiveWorker.ts';
import type { BuiltCycle } from './builder.ts';

/** A real cycle of 5 MB takes two seconds. */
const timeoutMs = 120_000;
const maxHeapMb = 1_024;
/** Archives that may wait while one is built. */
const maxWaiting = 4;

/** Makes the rows of archives that were read, before anybody has to wait for them: one at a time, in a thread of its own. */
export interface ArchiveBuilder {
  /** Throws `unavailable` (many wait, no time or memory, the server is closing), and what breaks the building. */
  build(task: ArchiveTask): Promise<BuiltCycle>;
  /** Ends what is being built. */
  close(): void;
}

export function createArchiveBuilder(): ArchiveBuilder {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let isClosed = false;
  let running: WorkerThread<ArchiveTask, ArchiveAnswer> | null = null;

  async function buildNow(task: ArchiveTask): Promise<BuiltCycle> {
    const thread = createWorkerThread<ArchiveTask, ArchiveAnswer>(join(import.meta.dirname, 'archiveWorker.ts'), {
      timeoutMs,
      maxHeapMb,
    });
    running = thread;
    try {
      const answer = isClosed ? null : await thread.run(task);
      if (answer === null)
        throw unavailable(isClosed ? 'the server is closing' : 'the archive took more time or memory than there is');
      if (answer.kind === 'failed') throw new Error(answer.message);
      return answer.built;
    } finally {
      running = null;
      thread.close();
    }
  }

  return {
    async build(task) {
      if (waiting >= maxWaiting) throw unavailable('too many archives are being brought in; try again');
      waiting += 1;
      const built = last
        .then(() => buildNow(task))
        .finally(() => {
          waiting -= 1;
        });
      last = built.catch(() => undefined);
      return built;
    },
    close() {
      isClosed = true;
      running?.close();
    },
  };
}

const unavailable = (why: string): AppError => new AppError('unavailable', why);
