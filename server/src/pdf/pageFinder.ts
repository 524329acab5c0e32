import { join } from 'node:path';
import { createWorkerThread } from '../sync/workerThread.ts';
import type { PageAnswer, PageTask } from './pageWorker.ts';

/** Says on which pages of a PDF its named places are, in a thread of its own. */
export interface PageFinder {
  /** Numbers from 1; null when there was no time or memory. */
  pagesOf(pdf: Uint8Array): Promise<ReadonlyMap<string, number> | null>;
  close(): void;
}

const timeoutMs = 20_000;
const maxHeapMb = 512;

export function createPageFinder(): PageFinder {
  const thread = createWorkerThread<PageTask, PageAnswer>(join(import.meta.dirname, 'pageWorker.ts'), {
    timeoutMs,
    maxHeapMb,
  });
  return {
    async pagesOf(pdf) {
      const answer = await thread.run({ pdf });
      return answer === null ? null : new Map(answer.pages);
    },
    close: () => thread.close(),
  };
}
