import { parentPort } from 'node:worker_threads';
import { type DocumentDiff, diffDocuments } from '@ruam/shared/deciding/contentDiff.ts';
import type { HashedDocument } from '@ruam/shared/deciding/hashedContent.ts';

/** Two versions to compare. */
export interface DiffTask {
  readonly before: readonly HashedDocument[];
  readonly after: readonly HashedDocument[];
}

export interface DiffAnswer {
  readonly task: number;
  readonly documents: readonly DocumentDiff[];
}

parentPort?.on('message', ({ task, before, after }: DiffTask & { task: number }) => {
  parentPort?.postMessage({ task, documents: diffDocuments(before, after) } satisfies DiffAnswer);
});
