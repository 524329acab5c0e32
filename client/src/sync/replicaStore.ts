import * as Y from 'yjs';
import { answerOf, committed, openDatabase } from './indexedDb.ts';
import { createReplicaDoc } from './replicaDoc.ts';

/** A replica as it was kept. */
export interface StoredReplica {
  /** Everything it holds, in the order of its making. */
  readonly updates: readonly Uint8Array[];
  /** Own edits that are not known to be acknowledged. */
  readonly unsent: number;
  /** It has held the server's state at least once. */
  readonly hasSynced: boolean;
  /** Epoch ms; null for a new one. */
  readonly usedAt: number | null;
}

/** So many rows are merged into one. */
const compactAfter = 500;

const updatesStore = 'updates';
const unsentStore = 'unsent';
const marksStore = 'marks';

interface UnsentRow {
  readonly key: IDBValidKey;
  /** The edit's number in this tab; 0 for what was loaded. */
  readonly edit: number;
}

/**
 * The database of one replica (docs/sync.md S13). A row an update, and for each own edit a second row, written in the
 * same transaction and removed after the ack. Several tabs write the same database, but none reads what another has
 * written since: between tabs only committed updates travel. The first failure ends the keeping, so that what is kept
 * is always a beginning of what happened.
 */
export class ReplicaStore {
  readonly #database: IDBDatabase;
  readonly #tab: string;
  #unsent: UnsentRow[] = [];
  #rows = 0;
  #hasFailed = false;
  #onFailure: () => void = () => {};

  /** @param tab unique to this opening */
  constructor(database: IDBDatabase, tab: string) {
    this.#database = database;
    this.#tab = tab;
    database.onclose = () => this.#fail();
    database.onversionchange = () => {
      database.close();
      this.#fail();
    };
  }

  /** Something could not be written; nothing more will be. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Called once, when something cannot be written. */
  set onFailure(listener: () => void) {
    this.#onFailure = listener;
  }

  /** Reads all of it and notes that it is used. */
  async load(now: number): Promise<StoredReplica> {
    const stored = await this.peek();
    this.#rows = stored.updates.length;
    this.#write([marksStore], (transaction) => transaction.objectStore(marksStore).put(now, 'usedAt'));
    if (this.#rows >= compactAfter) this.#compact();
    return stored;
  }

  /** Reads how it stands, without the content. */
  async readStanding(): Promise<Pick<StoredReplica, 'unsent' | 'usedAt'>> {
    const transaction = this.#database.transaction([unsentStore, marksStore], 'readonly');
    const [unsent, usedAt] = await Promise.all([
      answerOf(transaction.objectStore(unsentStore).count()),
      answerOf<unknown>(transaction.objectStore(marksStore).get('usedAt')),
    ]);
    return { unsent, usedAt: typeof usedAt === 'number' ? usedAt : null };
  }

  /** Reads all of it. */
  async peek(): Promise<StoredReplica> {
    const transaction = this.#database.transaction([updatesStore, unsentStore, marksStore], 'readonly');
    const [rows, keys, hasSynced, usedAt] = await Promise.all([
      answerOf<unknown[]>(transaction.objectStore(updatesStore).getAll()),
      answerOf(transaction.objectStore(unsentStore).getAllKeys()),
      answerOf<unknown>(transaction.objectStore(marksStore).get('hasSynced')),
      answerOf<unknown>(transaction.objectStore(marksStore).get('usedAt')),
    ]);
    this.#unsent = keys.map((key) => ({ key, edit: 0 }));
    return {
      updates: rows.filter((row) => row instanceof Uint8Array),
      unsent: keys.length,
      hasSynced: hasSynced === true,
      usedAt: typeof usedAt === 'number' ? usedAt : null,
    };
  }

  /** Keeps an update. @param edit the number of an own edit, in rising order; null for what came from the server */
  keep(update: Uint8Array, edit: number | null): void {
    this.#write([updatesStore, unsentStore], (transaction) => {
      transaction.objectStore(updatesStore).add(update);
      if (edit === null) return;
      const key = [this.#tab, edit];
      transaction.objectStore(unsentStore).put(true, key);
      this.#unsent.push({ key, edit });
    });
    this.#rows += 1;
    if (this.#rows >= compactAfter) this.#compact();
  }

  /** Own edits up to this number, and all that was loaded, are acknowledged, or are a rescue. */
  settle(edits: number): void {
    const settled = this.#unsent.filter(({ edit }) => edit <= edits);
    if (settled.length === 0) return;
    this.#unsent = this.#unsent.filter(({ edit }) => edit > edits);
    this.#write([unsentStore], (transaction) => {
      for (const { key } of settled) transaction.objectStore(unsentStore).delete(key);
    });
  }

  /** The replica has held the server's state. */
  markSynced(): void {
    this.#write([marksStore], (transaction) => transaction.objectStore(marksStore).put(true, 'hasSynced'));
  }

  /** Resolves when everything is written, or cannot be; then it is closed. */
  async close(): Promise<void> {
    this.#onFailure = () => {};
    try {
      await committed(this.#database.transaction([updatesStore, unsentStore, marksStore], 'readonly'));
    } catch {
      // It is closed already, or cannot be read: there is nothing to wait for.
    }
    this.#database.close();
  }

  #write(stores: string[], place: (transaction: IDBTransaction) => void): void {
    if (this.#hasFailed) return;
    try {
      const transaction = this.#database.transaction(stores, 'readwrite');
      transaction.onabort = () => this.#fail();
      place(transaction);
    } catch {
      this.#fail();
    }
  }

  /** Works on the rows, not on this tab's document: rows of another tab are merged without being seen here. */
  #compact(): void {
    this.#rows = 1;
    this.#write([updatesStore], (transaction) => {
      const store = transaction.objectStore(updatesStore);
      const rows: IDBRequest<unknown[]> = store.getAll();
      const keys = store.getAllKeys();
      keys.onsuccess = () => {
        const merged = mergeUpdates(rows.result.filter((row) => row instanceof Uint8Array));
        for (const key of keys.result) store.delete(key);
        store.add(merged);
      };
    });
  }

  #fail(): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#onFailure();
  }
}

/** Opens a replica's database. Rejects when the browser does not give one. */
export async function openReplicaStore(factory: IDBFactory, name: string, tab: string): Promise<ReplicaStore> {
  const database = await openDatabase(factory, name, (made) => {
    made.createObjectStore(updatesStore, { autoIncrement: true });
    made.createObjectStore(unsentStore);
    made.createObjectStore(marksStore);
  });
  return new ReplicaStore(database, tab);
}

/** Many updates as one, by applying them: linear, which `Y.mergeUpdates` is not. */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const doc = createReplicaDoc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  const merged = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return merged;
}
