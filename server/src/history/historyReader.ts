import { join } from 'node:path';
import type { Content } from '@ruam/shared/document/content.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Database, DatabaseLocation } from '../database/database.ts';
import { createWorkerThread } from '../sync/workerThread.ts';
import type { HistoryTask, HistoryTaskAnswer } from './historyWorker.ts';
import { readContentAt, readWritings, type Writing } from './logReader.ts';

type Until = { readonly sequence: number } | { readonly at: number };

/** Reads logs from their beginnings, in a thread of its own. Throws `unavailable` (no time, or too large). */
export interface HistoryReader {
  /** `readWritings` */
  writings(documentId: string): Promise<readonly Writing[]>;
  /** `readContentAt` */
  contentAt(documentId: string, until: Until): Promise<Content | null>;
  close(): void;
}

const timeoutMs = 20_000;
const maxHeapMb = 512;

export function createHistoryReader(database: Database, location: DatabaseLocation): HistoryReader {
  if (location.kind === 'sqlite' && location.path === ':memory:') {
    // There is no second connection to it.
    return {
      writings: (documentId) => readWritings(database, documentId),
      contentAt: (documentId, until) => readContentAt(database, documentId, until),
      close: () => undefined,
    };
  }
  const file = join(import.meta.dirname, 'historyWorker.ts');
  const thread = createWorkerThread<HistoryTask, HistoryTaskAnswer>(file, { timeoutMs, maxHeapMb });
  const ask = async (documentId: string, until: Until | null): Promise<HistoryTaskAnswer> => {
    const answer = await thread.run({ location, documentId, until });
    if (answer === null) throw new AppError('unavailable', 'the history could not be read');
    return answer;
  };
  return {
    writings: async (documentId) => (await ask(documentId, null)).writings,
    contentAt: async (documentId, until) => (await ask(documentId, until)).content,
    close: () => thread.close(),
  };
}
