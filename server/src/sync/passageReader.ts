import { join } from 'node:path';
import type { RescuePassages } from '@ruam/shared/sync/rescue.ts';
import type { PassageAnswer, PassageTask } from './passageWorker.ts';
import { createWorkerThread } from './workerThread.ts';

/** A text of hundreds of pages takes a tenth of it; what takes longer was made to. */
const timeoutMs = 5_000;
const maxHeapMb = 512;

/** Reads rescues beside the loop. */
export interface PassageReader {
  /**
   * What `update` would change in a document of the state `base`; the text it brings when that cannot be told. `base` is
   * asked for when its turn has come. Rejects when the reader is closed, or there was no time: try again later.
   */
  read(base: () => Promise<Uint8Array>, update: Uint8Array): Promise<RescuePassages>;
  close(): void;
}

export function createPassageReader(): PassageReader {
  const file = join(import.meta.dirname, 'passageWorker.ts');
  const thread = createWorkerThread<PassageTask, PassageAnswer>(file, { timeoutMs, maxHeapMb });
  let last: Promise<unknown> = Promise.resolve();

  async function readNow(base: () => Promise<Uint8Array>, update: Uint8Array): Promise<RescuePassages> {
    const whole = await thread.run({ base: await base(), update });
    if (whole?.passages) return whole.passages;
    const brought = await thread.run({ base: null, update });
    if (!brought?.passages) throw new Error('a rescue was not read');
    return brought.passages;
  }

  return {
    read(base, update) {
      const read = last.then(() => readNow(base, update));
      last = read.catch(() => undefined);
      return read;
    },
    close: () => thread.close(),
  };
}
