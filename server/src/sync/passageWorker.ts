import { parentPort } from 'node:worker_threads';
import type { RescuePassages } from '@ruam/shared/sync/rescue.ts';
import { broughtText, readPassages } from './passages.ts';

/** One rescue to read; `base` null: only the text that it brings. */
export interface PassageTask {
  readonly base: Uint8Array | null;
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

function read(base: Uint8Array | null, update: Uint8Array): RescuePassages | null {
  try {
    return base === null ? broughtText(update) : readPassages(base, update);
  } catch {
    return null;
  }
}
