import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { ReadAnswer, ReadTask } from './readReport.ts';
import type { WorkerAnswer } from './readWorker.ts';

/** A report of a few hundred pages takes under a second; what takes longer than this was made to. */
const timeoutMs = 60_000;
const maxHeapMb = 1_024;
/** What a file unpacks is not in the thread's heap. */
const maxBufferBytes = 1_024 * 1024 * 1024;
const watchEveryMs = 100;
/** Files that may wait while one is read. */
const maxWaiting = 8;

/** Reads files one at a time in a thread of their own, so that a large or hostile one holds up nobody's typing. */
export interface ReportReader {
  /**
   * Throws `unknownFormat`, `notUnderstood` (also for a file that exhausts time or memory), `invalid`, `tooLarge`, and
   * `unavailable` when too many wait or the server is closing.
   */
  read(task: ReadTask): Promise<ReadAnswer>;
  /** Ends what is being read. */
  close(): void;
}

/** @param maxBytes what a file may take beside the heap of its thread */
export function createReportReader(maxBytes = maxBufferBytes): ReportReader {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let isClosed = false;
  let running: Worker | null = null;

  function readNow(task: ReadTask): Promise<ReadAnswer> {
    if (isClosed) return Promise.reject(closing());
    const { promise, resolve, reject } = Promise.withResolvers<ReadAnswer>();
    const worker = new Worker(join(import.meta.dirname, 'readWorker.ts'), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
    running = worker;
    const timer = setTimeout(() => reject(exhausted()), timeoutMs);
    // Only this thread's: others grow by what they do at the same time.
    const watch = setInterval(() => {
      worker.getHeapStatistics().then(
        ({ external_memory }) => {
          if (external_memory > maxBytes) reject(exhausted());
        },
        // It has ended, which says itself why.
        () => undefined,
      );
    }, watchEveryMs);
    // Under `node --watch` a thread also tells which files it has loaded.
    worker.on('message', (message: WorkerAnswer | object) => {
      if ('kind' in message) settle(message, resolve, reject);
    });
    worker.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? exhausted() : error),
    );
    // Comes after the message; a thread that ends without one was ended, by `close` or for its memory.
    worker.once('exit', () => reject(isClosed ? closing() : exhausted()));
    return promise.finally(() => {
      clearTimeout(timer);
      clearInterval(watch);
      running = null;
      return worker.terminate();
    });
  }

  return {
    read(task) {
      if (waiting >= maxWaiting)
        return Promise.reject(new AppError('unavailable', 'too many reports are being read; try again'));
      waiting += 1;
      const read = last
        .then(() => readNow(task))
        .finally(() => {
          waiting -= 1;
        });
      last = read.catch(() => undefined);
      return read;
    },
    close() {
      isClosed = true;
      running?.terminate().catch(() => undefined);
    },
  };
}

const exhausted = (): AppError =>
  new AppError('notUnderstood', 'the file takes more time or memory than a report needs');
const closing = (): AppError => new AppError('unavailable', 'the server is closing');

function settle(answer: WorkerAnswer, resolve: (answer: ReadAnswer) => void, reject: (error: Error) => void): void {
  switch (answer.kind) {
    case 'read':
      resolve(answer.answer);
      break;
    case 'refused':
      reject(new AppError(answer.code, answer.message, answer.details));
      break;
    case 'failed':
      reject(new Error(answer.message));
      break;
  }
}
