import { join } from 'node:path';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { loadDocument, type StoredDocument } from '../sync/log.ts';
import { createWorkerThread } from '../sync/workerThread.ts';
import { type CoveredDocument, type HashedText, hashContents, readDocuments } from './contentHash.ts';
import type { TextAnswer, TextTask } from './textWorker.ts';

/** Reads and hashes committed texts in a thread of its own: large ones hold up nobody's typing. */
export interface TextReader {
  /**
   * The exact text of these documents, as `database` has them committed; of a transaction that holds them, exactly what
   * stands behind its gate. A text that was read before is not read again as long as nothing is written in it.
   * Throws `unavailable` when there was no time or memory; within a transaction never.
   */
  textOf(database: Database | DatabaseTransaction, documents: readonly CoveredDocument[]): Promise<HashedText>;
  /** The hash of one document alone. Throws `unavailable`. */
  hashOf(database: Database, document: CoveredDocument): Promise<string>;
  /** The hash of each document in a hashed text, by id. Throws `unavailable`. */
  hashesIn(hashed: string): Promise<ReadonlyMap<string, string>>;
  close(): void;
}

/** Ten times what the largest document takes. */
const timeoutMs = 20_000;
const maxHeapMb = 768;
/** The newest that were asked for are kept in mind: a meeting looks at the same text. */
const maxKept = 32;
const maxKeptCharacters = 32_000_000;

export function createTextReader(): TextReader {
  const file = join(import.meta.dirname, 'textWorker.ts');
  const thread = createWorkerThread<TextTask, TextAnswer>(file, { timeoutMs, maxHeapMb });
  const kept = new Map<string, HashedText>();

  function keep(version: string, text: HashedText): HashedText {
    kept.delete(version);
    kept.set(version, text);
    let characters = [...kept.values()].reduce((sum, { hashed }) => sum + hashed.length, 0);
    for (const [oldest, { hashed }] of kept) {
      if (oldest === version || (kept.size <= maxKept && characters <= maxKeptCharacters)) break;
      kept.delete(oldest);
      characters -= hashed.length;
    }
    return text;
  }

  return {
    async textOf(database, documents) {
      const known = kept.get(await versionOf(database, documents));
      if (known !== undefined) return known;
      const loaded = await loadAll(database, documents);
      const answer = await thread.run({ name: 'read', documents: loaded });
      if (answer?.text) return keep(nameOf(loaded.map(({ id, stored }) => ({ id, ...stored.head }))), answer.text);
      // What can be written can be approved, however long it takes.
      if (isTransaction(database)) return hashContents(await readDocuments(database, documents));
      throw unavailable();
    },
    async hashOf(database, document) {
      const answer = await thread.run({ name: 'read', documents: await loadAll(database, [document]) });
      if (!answer?.text) throw unavailable();
      return answer.text.contentHash;
    },
    async hashesIn(hashed) {
      const answer = await thread.run({ name: 'split', hashed });
      if (answer === null) throw unavailable();
      return new Map(answer.hashes);
    },
    close: () => thread.close(),
  };
}

const isTransaction = (database: Database | DatabaseTransaction): database is DatabaseTransaction =>
  database.isTransaction;

const unavailable = (): AppError => new AppError('unavailable', 'the text could not be read in time');

interface Version {
  readonly id: string;
  readonly generation: number;
  readonly lastSequence: number;
}

/** What a text is kept under: a document's sequence tells its committed content. */
function nameOf(documents: readonly Version[]): string {
  return documents
    .map(({ id, generation, lastSequence }) => `${id} ${generation} ${lastSequence}`)
    .sort()
    .join();
}

async function versionOf(
  database: Database | DatabaseTransaction,
  documents: readonly CoveredDocument[],
): Promise<string> {
  if (documents.length === 0) return '';
  const ids = documents.map(({ id }) => id);
  const query = database.selectFrom('document').select(['id', 'generation', 'lastSequence']);
  return nameOf(await query.where('id', 'in', ids).execute());
}

type LoadedDocument = CoveredDocument & { readonly stored: StoredDocument };

/** One after the other. Only what is read is copied to the thread. */
async function loadAll(
  database: Database | DatabaseTransaction,
  documents: readonly CoveredDocument[],
): Promise<readonly LoadedDocument[]> {
  const loaded: LoadedDocument[] = [];
  for (const { id, kind, level } of documents) {
    const stored = isTransaction(database)
      ? await loadDocument(database, id)
      : await database.transaction().execute((transaction) => loadDocument(transaction, id));
    if (stored === null) throw new Error(`document ${id} is gone`);
    const tail = stored.tail.map((row) => ({ ...row, personId: null }));
    loaded.push({ id, kind, level, stored: { ...stored, ready: null, tail } });
  }
  return loaded;
}
