import { join } from 'node:path';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { createWorkerThread } from '../sync/workerThread.ts';
import type { DocxAnswer, DocxTask } from './docxWorker.ts';
import type { WordText } from './wordFile.ts';

/** Makes Word files in a thread of its own: packing one would hold up those who type. */
export interface DocxWriter {
  /** Throws `unavailable` when there was no time or memory. */
  write(text: WordText): Promise<Uint8Array>;
  close(): void;
}

const timeoutMs = 30_000;
const maxHeapMb = 512;

export function createDocxWriter(): DocxWriter {
  const thread = createWorkerThread<DocxTask, DocxAnswer>(join(import.meta.dirname, 'docxWorker.ts'), {
    timeoutMs,
    maxHeapMb,
  });
  return {
    async write(text) {
      const answer = await thread.run(text);
      if (answer === null) throw new AppError('unavailable', 'the Word file could not be made in time');
      return answer.bytes;
    },
    close: () => thread.close(),
  };
}
