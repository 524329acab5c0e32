import { parentPort } from 'node:worker_threads';
import { applyUpdate } from 'yjs';
import { createCommittedDoc } from './committedDoc.ts';

/** Updates to be applied one after the other to an empty document; the last one is on trial. */
export interface TrialTask {
  readonly updates: readonly Uint8Array[];
  /** Of the processor, for the last one. */
  readonly limitMs: number;
}

export interface TrialAnswer {
  readonly task: number;
  /** Yjs took them all, the last one within the limit. */
  readonly isFine: boolean;
}

parentPort?.on('message', ({ task, updates, limitMs }: TrialTask & { task: number }) => {
  parentPort?.postMessage({ task, isFine: isApplied(updates, limitMs) } satisfies TrialAnswer);
});

function isApplied(updates: readonly Uint8Array[], limitMs: number): boolean {
  try {
    const doc = createCommittedDoc();
    let spentMs = 0;
    for (const update of updates) {
      // The processor's time, not the clock's: a busy machine must not refuse what is honest.
      const before = process.threadCpuUsage();
      applyUpdate(doc, update);
      const { user, system } = process.threadCpuUsage(before);
      spentMs = (user + system) / 1_000;
    }
    return spentMs <= limitMs;
  } catch {
    return false;
  }
}
