import { join } from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { ReportStep } from '@ruam/shared/api/reports.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { KeptVersion, MadeFile, ReadVersion, ReportMessage, ReportReply, ReportTask } from './reportTask.ts';

/** Ten times what the largest report takes. */
const timeoutMs = 5 * 60_000;
const maxHeapMb = 1_024;
/** What it passes through is garbage at once; little room for it keeps it little. */
const maxYoungHeapMb = 16;
/** So long it may take to put away what it has opened. */
const endsWithinMs = 1_000;

/** Who hears of a report that is being made. */
export interface ThreadListener {
  step(step: ReportStep, progress: number): void;
  keep(version: ReadVersion): Promise<KeptVersion>;
  /** What went wrong inside, for the log. */
  trouble(error: Error): void;
}

/** A report that is being made in a thread of its own, with its own connection, so that it holds up nobody's typing. */
export interface ReportThread {
  /** The file, the caller's to remove. Throws `unavailable` (no time or memory, or it was ended) and what `makeReport` throws. */
  readonly file: Promise<MadeFile>;
  /** Ends it, wherever it is; nothing is left of it. */
  end(): Promise<void>;
}

export function startReportThread(task: ReportTask, listener: ThreadListener): ReportThread {
  const worker = new Worker(join(import.meta.dirname, 'reportWorker.ts'), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: maxYoungHeapMb },
  });
  const { promise: file, resolve, reject } = Promise.withResolvers<MadeFile>();
  // Who ends it does not always wait for it.
  file.catch(() => undefined);
  const exited = new Promise<void>((done) => worker.once('exit', () => done()));
  const reply = (message: ReportReply): void => worker.postMessage(message);
  const timer = setTimeout(() => void end(), timeoutMs);
  // Under `node --watch` a thread also tells which files it has loaded.
  worker.on('message', (message: ReportMessage | object) => {
    if ('kind' in message) hear(message);
  });
  worker.once('error', (error) => reject(causeOf(error)));
  void exited.then(() => {
    clearTimeout(timer);
    // Comes after the last word; a thread that ends without one was ended.
    reject(new AppError('unavailable', 'the report could not be made in time'));
  });

  function hear(message: ReportMessage): void {
    switch (message.kind) {
      case 'step':
        listener.step(message.step, message.progress);
        break;
      case 'trouble':
        listener.trouble(new Error(message.message));
        break;
      case 'version':
        listener.keep(message.version).then((version) => reply({ kind: 'kept', version }), give);
        break;
      case 'made':
        resolve(message.file);
        break;
      case 'failed':
        reject(errorOf(message));
        break;
    }
  }

  function give(reason: unknown): void {
    reject(reason);
    void end();
  }

  async function end(): Promise<void> {
    reject(new AppError('unavailable', 'the report was given up'));
    reply({ kind: 'end' });
    await Promise.race([exited, passed(endsWithinMs, null, { ref: false })]);
    await worker.terminate();
  }

  return { file, end };
}

function causeOf(error: Error): Error {
  const isOutOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isOutOfMemory ? new AppError('unavailable', 'the report takes too much memory') : error;
}

function errorOf({ code, message, details }: Extract<ReportMessage, { kind: 'failed' }>): Error {
  return code === null ? new Error(message) : new AppError(code, message, details);
}
