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
  const appends = batches.map((batch) => ({
    batch,
    contents: batch.authored.map(({ updates }) => encodeUpdateList(updates)),
  }));
  const lastSequences = await takeSequences(transaction, appends);
  const rows: DocumentRow[] = [];
  const outcomes = appends.map(({ batch, contents }): AppendOutcome => {
    const { documentId, at, authored } = batch;
    const lastSequence = lastSequences.get(documentId);
    if (lastSequence === undefined) return { kind: 'refused' };
    const firstSequence = lastSequence - contents.length + 1;
    for (const [index, content] of contents.entries()) {
      const personId = authored[index]?.personId ?? null;
      rows.push({ documentId, sequence: firstSequence + index, personId, at, content });
    }
    return { kind: 'committed', firstSequence, lastSequence };
  });
  for (const some of inStatementSizes(rows)) await transaction.insertInto('documentUpdate').values(some).execute();
  return outcomes;
}

interface DocumentAppend {
  readonly batch: DocumentBatch;
  readonly contents: readonly Uint8Array[];
}

interface DocumentRow extends LogRow {
  readonly documentId: string;
}

/**
 * The gate: the rows that order appends and locks on every node (DESIGN rule 2). Gives the last sequence of each
 * document that let its batch through. In the order of ids, so that two nodes seldom wait for each other crosswise.
 */
async function takeSequences(
  transaction: DatabaseTransaction,
  appends: readonly DocumentAppend[],
): Promise<ReadonlyMap<string, number>> {
  const taken = new Map<string, number>();
  const ordered = [...appends].sort((a, b) => (a.batch.documentId < b.batch.documentId ? -1 : 1));
  for (const some of inStatementSizes(ordered)) {
    const asked = some.map(({ batch, contents }) => {
      const bytes = contents.reduce((sum, content) => sum + content.length, 0);
      return sql`(${batch.documentId}, cast(${batch.lockEpoch} as bigint), cast(${contents.length} as bigint),
        cast(${bytes} as bigint), cast(${batch.at} as bigint))`;
    });
    const { rows } = await sql<{ id: string; lastSequence: number }>`
      with asked (id, epoch, "rowCount", bytes, at) as (values ${sql.join(asked)})
      update document set "lastSequence" = document."lastSequence" + asked."rowCount",
        "sizeBytes" = document."sizeBytes" + asked.bytes, "updatedAt" = asked.at
      from asked
      where document.id = asked.id and document."lockEpoch" = asked.epoch and document.state = 'open'
      returning document.id, document."lastSequence"`.execute(transaction);
    for (const { id, lastSequence } of rows) taken.set(id, lastSequence);
  }
  return taken;
}

/** Few sizes of statement, so that the prepared ones are found again. */
const statementSizes = [64, 16, 4, 1] as const;

function inStatementSizes<Row>(rows: readonly Row[]): Row[][] {
  const parts: Row[][] = [];
  let position = 0;
  for (const size of statementSizes) {
    for (; rows.length - position >= size; position += size) parts.push(rows.slice(position, position + size));
  }
  return parts;
}
