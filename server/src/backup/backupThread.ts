import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { BackupAnswer, BackupTask } from './backupWorker.ts';

/** Rows pass through it one batch at a time; the bytes of large ones are outside the heap. */
const maxHeapMb = 1_024;
/** What passes through is garbage at once; little room for it keeps it little. */
const maxYoungHeapMb = 4;

/** A backup or a restore in a thread of its own, with its own connection, so that it holds up nobody's typing. */
export interface BackupThread {
  /** The next answer. Throws what the thread ended with instead: `invalid`, `unavailable`, or an error that is a bug. */
  next(): Promise<BackupAnswer>;
  /** Ends it, wherever it is; what it had not committed did not happen. */
  end(): Promise<void>;
}

export function startBackupThread(task: BackupTask): BackupThread {
  const worker = new Worker(join(import.meta.dirname, 'backupWorker.ts'), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: maxYoungHeapMb },
  });
  const answers: BackupAnswer[] = [];
  let hearing: (() => void) | null = null;
  const heard = (answer: BackupAnswer): void => {
    answers.push(answer);
    hearing?.();
  };
  // Under `node --watch` a thread also tells which files it has loaded.
  worker.on('message', (message: BackupAnswer | object) => {
    if ('kind' in message) heard(message);
  });
  worker.once('error', (error) => heard({ kind: 'failed', message: error.stack ?? error.message }));
  // Comes after the last word; a thread that ends without one was ended.
  worker.once('exit', () => heard({ kind: 'refused', code: 'unavailable', message: 'the server is closing' }));
  return {
    async next() {
      if (answers.length === 0) {
        if (task.kind === 'write') worker.postMessage('more');
        await new Promise<void>((resolve) => {
          hearing = resolve;
        });
        hearing = null;
      }
      const answer = answers.shift();
      if (answer?.kind === 'refused') throw new AppError(answer.code, answer.message);
      if (answer === undefined || answer.kind === 'failed') throw new Error(answer?.message ?? 'no answer');
      return answer;
    },
    async end() {
      await worker.terminate();
    },
  };
}
