import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { connectDatabase } from '../database/database.ts';
import { yieldToOthers } from '../pdf/yieldToOthers.ts';
import { type Ear, makeReport } from './makeReport.ts';
import { overallProgress } from './progress.ts';
import type { KeptVersion, ReportMessage, ReportReply, ReportTask } from './reportTask.ts';

/** A step that goes on is told this often. */
const tellEveryMs = 200;
/** A browser that was opened is closed within. */
const closesWithinMs = 400;

if (parentPort !== null) {
  const port = parentPort;
  yieldToOthers();
  const task = workerData as ReportTask;
  const ending = new AbortController();
  const kept = Promise.withResolvers<KeptVersion>();
  const tell = (message: ReportMessage): void => port.postMessage(message);
  port.on('message', (reply: ReportReply) => {
    if (reply.kind === 'kept') kept.resolve(reply.version);
    else {
      ending.abort(new AppError('unavailable', 'the report was given up'));
      setTimeout(() => process.exit(0), closesWithinMs);
    }
  });
  const database = connectDatabase(task.location);
  try {
    tell({
      kind: 'made',
      file: await makeReport(database, task, { ...createEar(task, tell, kept.promise), signal: ending.signal }),
    });
  } catch (error) {
    tell(failureOf(error));
  } finally {
    await database.destroy();
    port.close();
  }
}

function createEar(
  task: ReportTask,
  tell: (message: ReportMessage) => void,
  kept: Promise<KeptVersion>,
): Omit<Ear, 'signal'> {
  let current: string | null = null;
  let toldAt = 0;
  return {
    step(step, share) {
      const now = performance.now();
      if (step === current && now - toldAt < tellEveryMs) return;
      current = step;
      toldAt = now;
      tell({ kind: 'step', step, progress: overallProgress(task, step, share) });
    },
    trouble: (error) => tell({ kind: 'trouble', message: wordsOf(error) }),
    keep(version) {
      tell({ kind: 'version', version });
      return kept;
    },
  };
}

function failureOf(error: unknown): ReportMessage {
  if (error instanceof AppError)
    return { kind: 'failed', code: error.code, message: error.message, details: error.details };
  return { kind: 'failed', code: null, message: wordsOf(error) };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : 'unknown';
}
