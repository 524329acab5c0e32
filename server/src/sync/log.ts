import { CompiledQuery, sql } from 'kysely';
import { type Database, type DatabaseTransaction, sqliteConnectionOf } from '../database/database.ts';
import { bindClients, type ClientBinding, forgetUnused, ownersOf } from './clientBindings.ts';
import { type Compaction, checksumOf, compactLog, type ReadyState } from './compaction.ts';
import { bindsNobody, sqliteAppend } from './sqliteAppend.ts';
import { inStatementSizes } from './statementSizes.ts';
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

/**
 * What one document gets in a group commit. Updates are written only while the document is open in this epoch, and only
 * if all bindings hold; a batch without updates only binds.
 */
export interface DocumentBatch {
  readonly documentId: string;
  readonly lockEpoch: number;
  readonly at: number;
  readonly bindings: readonly ClientBinding[];
  /** Client ids whose bindings go. */
  readonly forgotten: readonly number[];
  readonly authored: readonly AuthoredUpdates[];
}

/**
 * Of the batch's updates, nothing was written unless they are `committed`; sequences are without gaps.
 * - `refused`: locked, in another epoch, or gone.
 * - `conflict`: one of its client ids is another person's.
 * - `bound`: there were no updates, and the bindings stand.
 */
export type AppendOutcome =
  | { readonly kind: 'committed'; readonly firstSequence: number; readonly lastSequence: number }
  | { readonly kind: 'refused' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'bound' };

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
  /** The ready state with its state vector, where it is surely as it was written. */
  readonly ready: ReadyState | null;
  readonly blobSequence: number;
  readonly tail: readonly LogRow[];
}

/** The store of updates (docs/sync.md, "The log"). Everything that rejects has changed nothing. */
export interface UpdateLog {
  /** Null: no such document. One consistent reading, also while others append and compact. */
  load(documentId: string): Promise<StoredDocument | null>;
  head(documentId: string): Promise<DocumentHead | null>;
  /** Those that there are. */
  heads(documentIds: readonly string[]): Promise<ReadonlyMap<string, DocumentHead>>;
  /** Rows with `after` < sequence < `before`, in order. */
  rowsBetween(documentId: string, after: number, before: number): Promise<LogRow[]>;
  /** Whose the document's client ids are, as far as a person's. */
  owners(documentId: string): Promise<ReadonlyMap<number, string>>;
  /** Forgets bindings from before `before` of client ids that are not used. */
  forgetOwners(documentId: string, isUsed: (clientId: number) => boolean, before: number): Promise<void>;
  /** Group commit: all batches in one transaction, one document at most once. Outcomes are in the order asked. */
  append(batches: readonly DocumentBatch[]): Promise<AppendOutcome[]>;
  /** Stores a ready state and moves the rows it covers into history segments. */
  compact(documentId: string, compaction: Compaction): Promise<void>;
}

/**
 * The log in a database, SQLite or PostgreSQL.
 *
 * @param isShared several processes append: the rows of a group commit are locked in one order, or two would wait for
 *   each other crosswise
 */
export function createUpdateLog(database: Database, isShared: boolean): UpdateLog {
  const sqlite = sqliteConnectionOf(database);
  const appendNow = sqlite && sqliteAppend(sqlite);
  // Where nobody's transaction is open there is nobody to wait for.
  const inTurn = async <Result>(work: () => Result): Promise<Result> =>
    sqlite?.isTransaction === false ? work() : database.connection().execute(async () => work());
  return {
    load: (documentId) => database.transaction().execute((transaction) => loadDocument(transaction, documentId)),
    head: async (documentId) => (await headsOf(database, [documentId])).get(documentId) ?? null,
    heads: (documentIds) => headsOf(database, documentIds),
    rowsBetween: (documentId, after, before) =>
      database
        .selectFrom('documentUpdate')
        .select(['sequence', 'personId', 'at', 'content'])
        .where('documentId', '=', documentId)
        .where('sequence', '>', after)
        .where('sequence', '<', before)
        .orderBy('sequence')
        .execute(),
    owners: (documentId) => ownersOf(database, documentId),
    forgetOwners: (documentId, isUsed, before) => forgetUnused(database, documentId, isUsed, before),
    append: (batches) =>
      appendNow !== null && bindsNobody(batches)
        ? inTurn(() => appendNow(batches))
        : database.transaction().execute((transaction) => appendBatches(transaction, batches, isShared)),
    compact: (documentId, compaction) => compactLog(database, documentId, compaction),
  };
}

async function lockInOrder(transaction: DatabaseTransaction, appends: readonly DocumentAppend[]): Promise<void> {
  await transaction
    .selectFrom('document')
    .select('id')
    .where(
      'id',
      'in',
      appends.map(({ batch }) => batch.documentId),
    )
    // As JavaScript sorts, whatever the database's language.
    .orderBy(sql`id collate "C"`)
    .forUpdate()
    .execute();
}

async function headsOf(database: Database, documentIds: readonly string[]): Promise<ReadonlyMap<string, DocumentHead>> {
  const heads = new Map<string, DocumentHead>();
  for (const some of inStatementSizes(documentIds)) {
    const rows = await database
      .selectFrom('document')
      .select(['id', 'cycleId', 'state', 'lockEpoch', 'generation', 'lastSequence'])
      .where('id', 'in', some)
      .execute();
    for (const { id, ...head } of rows) heads.set(id, head);
  }
  return heads;
}

/** `load` of the log, within a transaction. */
export async function loadDocument(
  transaction: DatabaseTransaction,
  documentId: string,
): Promise<StoredDocument | null> {
  const document = await transaction
    .selectFrom('document')
    .leftJoin('documentBlob', 'documentBlob.documentId', 'document.id')
    .select(['cycleId', 'state', 'lockEpoch', 'generation', 'lastSequence', 'blobSequence'])
    .select(['blob', 'stateVector', 'checksum'])
    .where('id', '=', documentId)
    .executeTakeFirst();
  if (document === undefined) return null;
  const { blob, stateVector, checksum, blobSequence, ...head } = document;
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
  const ready = blob === null || stateVector === null ? null : { blob, stateVector };
  return { head, blob, ready: ready !== null && checksumOf(ready) === checksum ? ready : null, blobSequence, tail };
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
  isShared: boolean,
): Promise<AppendOutcome[]> {
  const appends = batches.map((batch) => ({
    batch,
    contents: batch.authored.map(({ updates }) => encodeUpdateList(updates)),
  }));
  const conflicting = await bindClients(transaction, batches);
  const lastSequences = await takeSequences(
    transaction,
    appends.filter(({ batch, contents }) => contents.length > 0 && !conflicting.has(batch.documentId)),
    isShared,
  );
  const rows: DocumentRow[] = [];
  const outcomes = appends.map(({ batch, contents }): AppendOutcome => {
    const { documentId, at, authored } = batch;
    if (conflicting.has(documentId)) return { kind: 'conflict' };
    if (contents.length === 0) return { kind: 'bound' };
    const lastSequence = lastSequences.get(documentId);
    if (lastSequence === undefined) return { kind: 'refused' };
    const firstSequence = lastSequence - contents.length + 1;
    for (const [index, content] of contents.entries()) {
      const personId = authored[index]?.personId ?? null;
      rows.push({ documentId, sequence: firstSequence + index, personId, at, content });
    }
    return { kind: 'committed', firstSequence, lastSequence };
  });
  for (const some of inStatementSizes(rows)) {
    const parameters = some.flatMap((row) => [row.documentId, row.sequence, row.personId, row.at, row.content]);
    await executeKnown(transaction, `insert ${some.length}`, parameters, () =>
      transaction.insertInto('documentUpdate').values(some.map(inColumnOrder)).compile(),
    );
  }
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
 * document that let its batch through. In the order of ids, as the gate takes them.
 */
async function takeSequences(
  transaction: DatabaseTransaction,
  appends: readonly DocumentAppend[],
  isShared: boolean,
): Promise<ReadonlyMap<string, number>> {
  const taken = new Map<string, number>();
  const ordered = [...appends].sort((a, b) => (a.batch.documentId < b.batch.documentId ? -1 : 1));
  for (const some of inStatementSizes(ordered)) {
    // An update takes its rows in whatever order the planner likes.
    if (isShared && some.length > 1) await lockInOrder(transaction, some);
    const parameters = some.flatMap(({ batch, contents }) => {
      const bytes = contents.reduce((sum, content) => sum + content.length, 0);
      return [batch.documentId, batch.lockEpoch, contents.length, bytes, batch.at];
    });
    const rows = await executeKnown<{ id: string; lastSequence: number }>(
      transaction,
      `take ${some.length}`,
      parameters,
      () => {
        const asked = some.map(
          () => sql`(${''}, cast(${0} as bigint), cast(${0} as bigint), cast(${0} as bigint), cast(${0} as bigint))`,
        );
        return sql`
          with asked (id, epoch, "rowCount", bytes, at) as (values ${sql.join(asked)})
          update document set "lastSequence" = document."lastSequence" + asked."rowCount",
            "sizeBytes" = document."sizeBytes" + asked.bytes, "updatedAt" = asked.at
          from asked
          where document.id = asked.id and document."lockEpoch" = asked.epoch and document.state = 'open'
          returning document.id, document."lastSequence"`.compile(transaction);
      },
    );
    for (const { id, lastSequence } of rows) taken.set(id, lastSequence);
  }
  return taken;
}

const inColumnOrder = ({ documentId, sequence, personId, at, content }: DocumentRow): DocumentRow => ({
  ...{ documentId, sequence, personId, at, content },
});

/** The texts of the hot statements, each made once: to make one costs as much as to run it (docs/benchmarks.md). */
const knownTexts = new WeakMap<object, Map<string, string>>();

/** Runs a statement whose text is made by the first with its name in this database. */
async function executeKnown<Row>(
  transaction: DatabaseTransaction,
  name: string,
  parameters: readonly unknown[],
  make: () => CompiledQuery,
): Promise<Row[]> {
  const dialect = transaction.getExecutor().adapter;
  const texts = knownTexts.get(dialect) ?? new Map<string, string>();
  knownTexts.set(dialect, texts);
  const text = texts.get(name) ?? make().sql;
  texts.set(name, text);
  const { rows } = await transaction.executeQuery<Row>(CompiledQuery.raw(text, [...parameters]));
  return rows;
}
