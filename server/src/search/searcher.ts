import { join } from 'node:path';
import type { SearchAnswer, SearchQuestion } from '@ruam/shared/api/search.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Database, DatabaseLocation } from '../database/database.ts';
import type { Person } from '../people/actor.ts';
import { createWorkerThread } from '../sync/workerThread.ts';
import { search } from './search.ts';
import type { SearchTask, SearchTaskAnswer } from './searchWorker.ts';

/** Searches; throws `unavailable` when there was no time for it. */
export interface Searcher {
  search(person: Person, question: SearchQuestion): Promise<SearchAnswer>;
  close(): void;
}

const timeoutMs = 5_000;
const maxHeapMb = 256;
/** Questions that wait for an answer; more are refused. */
const maxWaiting = 100;

/**
 * Searches in a thread of its own with a connection that only reads: neither SQLite's driver, which holds up whoever
 * calls it, nor the ordering of what was found makes anybody's typing wait. A database in memory has no second
 * connection.
 */
export function createSearcher(database: Database, location: DatabaseLocation): Searcher {
  if (location.kind === 'sqlite' && location.path === ':memory:') {
    return { search: (person, question) => search(database, 'sqlite', person, question), close: () => undefined };
  }
  const file = join(import.meta.dirname, 'searchWorker.ts');
  const thread = createWorkerThread<SearchTask, SearchTaskAnswer>(file, { timeoutMs, maxHeapMb });
  let waiting = 0;
  return {
    async search(person, question) {
      if (waiting >= maxWaiting) throw new AppError('unavailable', 'too many are searching');
      waiting += 1;
      const answer = await thread.run({ location, person, question }).finally(() => {
        waiting -= 1;
      });
      if (answer === null) throw new AppError('unavailable', 'the search took too long');
      return answer.found;
    },
    close: () => thread.close(),
  };
}
