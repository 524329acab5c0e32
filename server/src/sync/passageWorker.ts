import { parentPort } from 'node:worker_threads';
import type { RescuePassages } from '@ruam/shared/sync/rescue.ts';
import { readPassages } from './passages.ts';

/** One rescue to read. */
export interface PassageTask {
  readonly base: Uint8Array;
  readonly update: Uint8Array;
}

/** `passages` null: Yjs could not take it. */
export interface PassageAnswer {
  readonly task: number;
  readonly passages: RescuePassages | null;
}

parentPort?.on('message', ({ task, base, update }: PassageTask & { task: number }) => {
  parentPort?.postMessage({ task, passages: read(base, update) } satisfies PassageAnswer);
});

function read(base: Uint8Array, update: Uint8Array): RescuePassages | null {
  try {
    return readPassages(base, update);
  } catch {
    return null;
  }
}
