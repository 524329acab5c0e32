import { join } from 'node:path';
import type { RescuePassages } from '@ruam/shared/sync/rescue.ts';
import { broughtText } from './passages.ts';
import type { PassageAnswer, PassageTask } from './passageWorker.ts';
import { createWorkerThread } from './workerThread.ts';

/** A text of hundreds of pages takes a tenth of it; what takes longer was made to. */
const timeoutMs = 5_000;
const maxHeapMb = 512;

/** Reads rescues beside the loop. */
export interface PassageReader {
  /** What `update` would change in a document of the state `base`; the text it brings when that cannot be told. */
  read(base: Uint8Array, update: Uint8Array): Promise<RescuePassages>;
  close(): void;
}

export function createPassageReader(): PassageReader {
  const file = join(import.meta.dirname, 'passageWorker.ts');
  const thread = createWorkerThread<PassageTask, PassageAnswer>(file, { timeoutMs, maxHeapMb });
  return {
    async read(base, update) {
      const answer = await thread.run({ base, update });
      return answer?.passages ?? broughtText(update);
    },
    close: () => thread.close(),
  };
}
