import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type ErrorCode } from '@ruam/shared/errors/errors.ts';
import { type ParsedReport, parseFile } from './parseFile.ts';

export type WorkerAnswer =
  | { readonly kind: 'parsed'; readonly report: ParsedReport }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string; readonly details?: unknown }
  | { readonly kind: 'failed'; readonly message: string };

parentPort?.postMessage(parse(workerData));

function parse(bytes: unknown): WorkerAnswer {
  if (!(bytes instanceof Uint8Array)) return { kind: 'failed', message: 'the worker got no bytes' };
  try {
    return { kind: 'parsed', report: parseFile(bytes) };
  } catch (error) {
    if (error instanceof AppError)
      return { kind: 'refused', code: error.code, message: error.message, details: error.details };
    return { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : 'unknown' };
  }
}
