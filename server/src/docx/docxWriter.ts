import { join } from 'node:path';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { createWorkerThread } from '../sync/workerThread.ts';
import type { DocxAnswer, DocxTask } from './docxWorker.ts';
import type { WordText } from './textDocument.ts';

/** Makes Word files in a thread of its own: packing one would hold up those who type. */
export interface DocxWriter {
  /** Throws `unavailable` when there was no time or memory, or too many wait. */
  write(text: WordText): Promise<Uint8Array>;
  close(): void;
}

const timeoutMs = 30_000;
const maxHeapMb = 512;
/** So many wait for their file at most: each holds its text. */
const maxWaiting = 10;

export function createDocxWriter(): DocxWriter {
  const thread = createWorkerThread<DocxTask, DocxAnswer>(join(import.meta.dirname, 'docxWorker.ts'), {
    timeoutMs,
    maxHeapMb,
  });
  let waiting = 0;
  return {
    async write(text) {
      if (waiting >= maxWaiting) throw new AppError('unavailable', 'too many files are being made');
      waiting += 1;
      const answer = await thread.run(text).finally(() => {
        waiting -= 1;
      });
      if (answer === null) throw new AppError('unavailable', 'the Word file could not be made in time');
      return answer.bytes;
    },
    close: () => thread.close(),
  };
}
