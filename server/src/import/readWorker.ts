import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type ErrorCode } from '@ruam/shared/errors/errors.ts';
import { type ReadAnswer, type ReadTask, readReport } from './readReport.ts';

export type WorkerAnswer =
  | { readonly kind: 'read'; readonly answer: ReadAnswer }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string; readonly details?: unknown }
  | { readonly kind: 'failed'; readonly message: string };

parentPort?.postMessage(await answer(workerData as ReadTask));

async function answer(task: ReadTask): Promise<WorkerAnswer> {
  try {
    return { kind: 'read', answer: await readReport(task) };
  } catch (error) {
    if (error instanceof AppError)
      return { kind: 'refused', code: error.code, message: error.message, details: error.details };
    return { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : 'unknown' };
  }
}
