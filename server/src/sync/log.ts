import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { type Compaction, compactLog } from './compaction.ts';
import { encodeUpdateList } from './updateList.ts';

/** Where a document's gate stands (DESIGN rule 2) and how far its log goes. */
export interface DocumentHead {
  readonly cycleId: string;
  readonly state: 'open' | 'locked';
  readonly lockEpoch: number;
  readonly generation: number;
  readonly lastSequence: number;
}

/** The updates of one person in one batch; `personId` null is the server itself. Becomes one row (S7). */
export interface AuthoredUpdates {
  readonly personId: string | null;
  readonly updates: readonly Uint8Array[];
}

/** What one document gets in a group commit. Written only while the document is open in this epoch. */
export interface DocumentBatch {
  readonly documentId: string;
  readonly lockEpoch: number;
  readonly at: number;
  readonly authored: readonly AuthoredUpdates[];
}

/** `refused`: locked, in another epoch, or gone; nothing of the batch was written. Sequences are without gaps. */
export type AppendOutcome =
  | { readonly kind: 'committed'; readonly firstSequence: number; readonly lastSequence: number }
  | { readonly kind: 'refused' };

/** A row of the log: who wrote what when. `content` is an update list (`decodeUpdateList`). */
export interface LogRow {
  readonly sequence: number;
  readonly personId: string | null;
  readonly at: number;
  readonly content: Uint8Array;
}

/** A document as it is stored: a ready state (Yjs V1) through `blobSequence`, null before the first, and the rows after it. */
export interface StoredDocument {
  readonly head: DocumentHead;
  readonly blob: Uint8Array | null;
  readonly blobSequence: number;
  readonly tail: readonly LogRow[];
}

/** The store of updates (docs/sync.md, "The log"). Everything that rejects has changed nothing. */
export interface UpdateLog {
  /** Null: no such document. One consistent reading, also while others append and compact. */
  load(documentId: string): Promise<StoredDocument | null>;
  head(documentId: string): Promise<DocumentHead | null>;
  /** Rows with `after` < sequence < `before`, in order. */
  rowsBetween(documentId: string, after: number, before: number): Promise<LogRow[]>;
  /** Group commit: all batches in one transaction, one document at most once. Outcomes are in the order asked. */
  append(batches: readonly DocumentBatch[]): Promise<AppendOutcome[]>;
  /** Stores a ready state and moves the rows it covers into history segments. */
  compact(documentId: string, compaction: Compaction): Promise<void>;
}

/** The log in a database, SQLite or PostgreSQL. */
export function createUpdateLog(database: Database): UpdateLog {
  return {
    load: (documentId) => database.transaction().execute((transaction) => loadDocument(transaction, documentId)),
    async head(documentId) {
      const row = await database
        .selectFrom('document')
        .select(['cycleId', 'state', 'lockEpoch', 'generation', 'lastSequence'])
        .where('id', '=', documentId)
        .executeTakeFirst();
      return row ?? null;
    },
    rowsBetween: (documentId, after, before) =>
      database
        .selectFrom('documentUpdate')
        .select(['sequence', 'personId', 'at', 'content'])
        .where('documentId', '=', documentId)
        .where('sequence', '>', after)
        .where('sequence', '<', before)
        .orderBy('sequence')
        .execute(),
    append: (batches) => database.transaction().execute((transaction) => appendBatches(transaction, batches)),
    compact: (documentId, compaction) => compactLog(database, documentId, compaction),
  };
}

async function loadDocument(transaction: DatabaseTransaction, documentId: string): Promise<StoredDocument | null> {
  const document = await transaction
    .selectFrom('document')
    .select(['cycleId', 'state', 'lockEpoch', 'generation', 'lastSequence', 'blob', 'blobSequence'])
    .where('id', '=', documentId)
    .executeTakeFirst();
  if (document === undefined) return null;
  const { blob, blobSequence, ...head } = document;
  // On PostgreSQL each statement sees its own moment: rows above the head's sequence belong to a later reading, and
  // rows that a compaction moved in between are missed. Both are told by the sequences, which have no gaps.
  const tail = await transaction
    .selectFrom('documentUpdate')
    .select(['sequence', 'personId', 'at', 'content'])
    .where('documentId', '=', documentId)
    .where('sequence', '>', blobSequence)
    .where('sequence', '<=', head.lastSequence)
    .orderBy('sequence')
    .execute();
  if (tail.length !== head.lastSequence - blobSequence) {
    if (await blobMoved(transaction, documentId, blobSequence)) return loadDocument(transaction, documentId);
    throw new Error(`the log of ${documentId} has a gap after ${blobSequence}`);
  }
  return { head, blob, blobSequence, tail };
}

async function blobMoved(transaction: DatabaseTransaction, documentId: string, since: number): Promise<boolean> {
  const now = await transaction
    .selectFrom('document')
    .select('blobSequence')
    .where('id', '=', documentId)
    .executeTakeFirst();
  return now?.blobSequence !== since;
}

async function appendBatches(
  transaction: DatabaseTransaction,
  batches: readonly DocumentBatch[],
): Promise<AppendOutcome[]> {
  const outcomes: AppendOutcome[] = batches.map(() => ({ kind: 'refused' }));
  const rows: { documentId: string; sequence: number; personId: string | null; at: number; content: Uint8Array }[] = [];
  // Always in the same order, so that two nodes never wait for each other's document rows.
  const ordered = batches.map((batch, index) => ({ batch, index }));
  ordered.sort((a, b) => (a.batch.documentId < b.batch.documentId ? -1 : 1));
  for (const { batch, index } of ordered) {
    const { documentId, at } = batch;
    const contents = batch.authored.map(({ updates }) => encodeUpdateList(updates));
    const lastSequence = await takeSequences(transaction, batch, contents);
    if (lastSequence === null) continue;
    let sequence = lastSequence - contents.length;
    outcomes[index] = { kind: 'committed', firstSequence: sequence + 1, lastSequence };
    for (const [position, content] of contents.entries()) {
      sequence += 1;
      const personId = batch.authored[position]?.personId ?? null;
      rows.push({ documentId, sequence, personId, at, content });
    }
  }
  await insertRows(transaction, rows);
  return outcomes;
}

/** The gate: the row that orders appends and locks on every node. Null = refused. */
async function takeSequences(
  transaction: DatabaseTransaction,
  batch: DocumentBatch,
  contents: readonly Uint8Array[],
): Promise<number | null> {
  const bytes = contents.reduce((sum, content) => sum + content.length, 0);
  const row = await transaction
    .updateTable('document')
    .set({
      lastSequence: sql<number>`${sql.ref('lastSequence')} + ${sql.lit(contents.length)}`,
      sizeBytes: sql<number>`${sql.ref('sizeBytes')} + ${bytes}`,
      updatedAt: batch.at,
    })
    .where('id', '=', batch.documentId)
    .where('lockEpoch', '=', batch.lockEpoch)
    .where('state', '=', 'open')
    .returning('lastSequence')
    .executeTakeFirst();
  return row?.lastSequence ?? null;
}

/** Few sizes of statement, so that the prepared ones are found again. */
const insertSizes = [64, 8, 1] as const;

async function insertRows(
  transaction: DatabaseTransaction,
  rows: readonly { documentId: string; sequence: number; personId: string | null; at: number; content: Uint8Array }[],
): Promise<void> {
  let position = 0;
  for (const size of insertSizes) {
    for (; rows.length - position >= size; position += size) {
      await transaction
        .insertInto('documentUpdate')
        .values(rows.slice(position, position + size))
        .execute();
    }
  }
}
