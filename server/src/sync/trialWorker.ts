import { parentPort } from 'node:worker_threads';
import { applyUpdate } from 'yjs';
import { createCommittedDoc } from './committedDoc.ts';

/** Updates to be applied one after the other to an empty document. */
export interface TrialTask {
  readonly updates: readonly Uint8Array[];
}

export interface TrialAnswer {
  readonly task: number;
  /** Yjs took them all. */
  readonly isFine: boolean;
}

parentPort?.on('message', ({ task, updates }: TrialTask & { task: number }) => {
  parentPort?.postMessage({ task, isFine: isApplied(updates) } satisfies TrialAnswer);
});

function isApplied(updates: readonly Uint8Array[]): boolean {
  try {
    const doc = createCommittedDoc();
    for (const update of updates) applyUpdate(doc, update);
    return true;
  } catch {
    return false;
  }
}
