import { answerOf, openDatabase } from '../sync/indexedDb.ts';

/** What is kept, and since when (epoch ms). */
interface Kept {
  readonly at: number;
  readonly value: unknown;
}

/** A small place in the browser for what a page without a network is drawn from; rejects where there is none. */
export interface KeptStore {
  read(key: string): Promise<Kept | null>;
  write(key: string, kept: Kept): Promise<void>;
  /** Removes all but these keys. */
  keepOnly(keys: readonly string[]): Promise<void>;
}

const databaseName = 'ruam-kept';
const storeName = 'kept';

export function keptStore(databases: IDBFactory): KeptStore {
  const withStore = async <Result>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => Promise<Result>,
  ): Promise<Result> => {
    const database = await openDatabase(databases, databaseName, (made) => {
      made.createObjectStore(storeName);
    });
    try {
      return await work(database.transaction(storeName, mode).objectStore(storeName));
    } finally {
      database.close();
    }
  };
  return {
    read: (key) =>
      withStore('readonly', async (store) => {
        const kept: unknown = await answerOf(store.get(key));
        return isKept(kept) ? kept : null;
      }),
    write: (key, kept) =>
      withStore('readwrite', async (store) => {
        await answerOf(store.put(kept, key));
      }),
    keepOnly: (keys) =>
      withStore('readwrite', async (store) => {
        const found = await answerOf(store.getAllKeys());
        const left = found.filter((key) => typeof key !== 'string' || !keys.includes(key));
        await Promise.all(left.map((key) => answerOf(store.delete(key))));
      }),
  };
}

function isKept(kept: unknown): kept is Kept {
  return typeof kept === 'object' && kept !== null && 'at' in kept && typeof kept.at === 'number' && 'value' in kept;
}
