import { join } from 'node:path';
import type { DocumentDiff } from '@ruam/shared/deciding/contentDiff.ts';
import type { HashedDocument } from '@ruam/shared/deciding/hashedContent.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { createWorkerThread } from '../sync/workerThread.ts';
import type { DiffAnswer, DiffTask } from './diffWorker.ts';

/** A whole cycle takes a tenth of it. */
const timeoutMs = 20_000;
const maxHeapMb = 512;

/** Compares versions in a thread of its own: large ones hold up nobody's typing. */
export interface Differ {
  /** `diffDocuments`. Throws `unavailable` when there was no time or memory, or it is closed. */
  diff(
    before: readonly HashedDocument[],
    after: readonly HashedDocument[],
    options?: Pick<DiffTask, 'isUnhashed'>,
  ): Promise<readonly DocumentDiff[]>;
  close(): void;
}

export function createDiffer(): Differ {
  const file = join(import.meta.dirname, 'diffWorker.ts');
  const thread = createWorkerThread<DiffTask, DiffAnswer>(file, { timeoutMs, maxHeapMb });
  return {
    async diff(before, after, { isUnhashed } = { isUnhashed: false }) {
      const answer = await thread.run({ before, after, isUnhashed });
      if (answer === null) throw new AppError('unavailable', 'the difference could not be told');
      return answer.documents;
    },
    close: () => thread.close(),
  };
}
