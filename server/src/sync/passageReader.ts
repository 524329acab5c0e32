import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RescuePassages } from '@ruam/shared/sync/rescue.ts';
import { broughtText } from './passages.ts';
import type { PassageAnswer, PassageTask } from './passageWorker.ts';

/** A text of hundreds of pages takes a tenth of it; what takes longer was made to. */
const timeoutMs = 5_000;
const maxHeapMb = 512;

/** Reads rescues one at a time in a thread of its own, so that a large or hostile one holds up nobody's typing. */
export interface PassageReader {
  /** What `update` would change in a document of the state `base`; the text it brings when that cannot be told. */
  read(base: Uint8Array, update: Uint8Array): Promise<RescuePassages>;
  close(): void;
}

export function createPassageReader(): PassageReader {
  let last: Promise<unknown> = Promise.resolve();
  let worker: Worker | null = null;
  let tasks = 0;
  let isClosed = false;

  function started(): Worker {
    worker ??= new Worker(join(import.meta.dirname, 'passageWorker.ts'), {
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
    worker.unref();
    return worker;
  }

  function readNow(base: Uint8Array, update: Uint8Array): Promise<RescuePassages | null> {
    if (isClosed) return Promise.resolve(null);
    const { promise, resolve } = Promise.withResolvers<RescuePassages | null>();
    const thread = started();
    tasks += 1;
    const task = tasks;
    const end = (passages: RescuePassages | null): void => {
      clearTimeout(timer);
      thread.off('message', answered);
      thread.off('error', failed);
      thread.off('exit', failed);
      resolve(passages);
    };
    const failed = (): void => {
      if (worker === thread) worker = null;
      thread.terminate().catch(() => undefined);
      end(null);
    };
    // Under `node --watch` a thread also tells which files it has loaded.
    const answered = (answer: PassageAnswer | object): void => {
      if ('task' in answer && answer.task === task) end(answer.passages);
    };
    const timer = setTimeout(failed, timeoutMs);
    thread.on('message', answered);
    thread.once('error', failed);
    thread.once('exit', failed);
    thread.postMessage({ task, base, update } satisfies PassageTask);
    return promise;
  }

  return {
    read(base, update) {
      const read = last.then(() => readNow(base, update)).then((passages) => passages ?? broughtText(update));
      last = read.catch(() => undefined);
      return read;
    },
    close() {
      isClosed = true;
      worker?.terminate().catch(() => undefined);
    },
  };
}
