import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { ParsedReport } from './parseFile.ts';
import type { WorkerAnswer } from './parseWorker.ts';

/** A report of a few hundred pages takes under a second; what takes longer than this was made to. */
const timeoutMs = 120_000;
const maxHeapMb = 1_024;

/**
 * Parses a file in a thread of its own, so that a large or hostile one holds up nobody's typing. Throws `unknownFormat`
 * or `notUnderstood`; a file that exhausts time or memory is `notUnderstood`.
 */
export function parseInWorker(bytes: Uint8Array): Promise<ParsedReport> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'parseWorker.ts'), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      settle();
      void worker.terminate();
    };
    const exhausted = new AppError('notUnderstood', 'the file takes more time or memory than a report needs');
    const timer = setTimeout(() => end(() => reject(exhausted)), timeoutMs);
    worker.once('message', (answer: WorkerAnswer) => end(() => settleWith(answer, resolve, reject)));
    worker.once('error', (error: NodeJS.ErrnoException) =>
      end(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? exhausted : error)),
    );
  });
}

function settleWith(
  answer: WorkerAnswer,
  resolve: (report: ParsedReport) => void,
  reject: (error: Error) => void,
): void {
  switch (answer.kind) {
    case 'parsed':
      resolve(answer.report);
      break;
    case 'refused':
      reject(new AppError(answer.code, answer.message, answer.details));
      break;
    case 'failed':
      reject(new Error(answer.message));
      break;
  }
}
