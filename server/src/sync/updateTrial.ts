import { join } from 'node:path';
import type { TrialAnswer, TrialTask } from './trialWorker.ts';
import { createWorkerThread } from './workerThread.ts';

/** What an update may take of the loop at once; a document of the full size in one piece takes half of it. */
const limitMs = 500;
/** By the clock, with the building of the document before it, on a busy machine. */
const timeoutMs = 10_000;
const maxHeapMb = 1_024;

/**
 * Tries an update beside the loop before it goes to the log. Items that stand in each other's way cost Yjs the product of
 * their numbers; what an honest client sends in one piece never comes near the limit (docs/sync.md S9).
 */
export interface UpdateTrial {
  /** Whether Yjs takes the updates, in this order, in reasonable time; they are asked for when their turn has come. */
  isFine(updates: () => readonly Uint8Array[]): Promise<boolean>;
  close(): void;
}

export function createUpdateTrial(): UpdateTrial {
  const file = join(import.meta.dirname, 'trialWorker.ts');
  const thread = createWorkerThread<TrialTask, TrialAnswer>(file, { timeoutMs, maxHeapMb });
  let last: Promise<unknown> = Promise.resolve();
  return {
    isFine(updates) {
      const tried = last.then(() => thread.run({ updates: updates(), limitMs }));
      last = tried.catch(() => undefined);
      return tried.then((answer) => answer?.isFine === true);
    },
    close: () => thread.close(),
  };
}
