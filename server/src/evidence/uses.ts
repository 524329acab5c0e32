import type { EvidenceDetail, EvidenceUse } from '@ruam/shared/api/evidence.ts';
import type { HashedDocument } from '@ruam/shared/deciding/hashedContent.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { PostgresAdapter, sql } from 'kysely';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { holdDocuments, readHeld } from '../sync/gate.ts';
import { type Reference, referencesIn } from './references.ts';

/**
 * The documents of the cycle whose committed text names the target at this moment: they are held, so that nobody's edit
 * slips in until the transaction ends. Not from the projection, which may be a moment behind.
 */
export async function documentsNaming(
  transaction: DatabaseTransaction,
  cycle: string,
  { kind, target }: Reference,
): Promise<readonly EvidenceUse[]> {
  const documents = await transaction
    .selectFrom('document')
    .select(['id as document', 'item', 'kind', 'level'])
    .where('cycleId', '=', cycle)
    .execute();
  await holdDocuments(
    transaction,
    documents.map(({ document }) => document),
  );
  const candidates = await mayBeNaming(transaction, cycle, target);
  const naming: EvidenceUse[] = [];
  for (const document of documents.filter(({ document }) => candidates.has(document))) {
    const content = await readHeld(transaction, document.document, readContent);
    const named = content === null ? [] : referencesIn(content);
    if (named.some((one) => one.kind === kind && one.target === target)) naming.push(document);
  }
  return naming;
}

/**
 * Documents in which an id stands anywhere in what is stored of them. Yjs keeps an attribute's text as it is; what is
 * found may be of something deleted, so it is looked at.
 */
async function mayBeNaming(
  transaction: DatabaseTransaction,
  cycle: string,
  target: string,
): Promise<ReadonlySet<string>> {
  const bytes = Buffer.from(target, 'utf8');
  const isPostgres = transaction.getExecutor().adapter instanceof PostgresAdapter;
  const holds = (column: string) =>
    isPostgres
      ? sql`position(${bytes}::bytea in ${sql.ref(column)}) > 0`
      : sql`instr(${sql.ref(column)}, ${bytes}) > 0`;
  const inCycle = sql`"documentId" in (select id from document where "cycleId" = ${cycle})`;
  const { rows } = await sql<{ documentId: string }>`
    select "documentId" from "documentBlob" where ${inCycle} and ${holds('blob')}
    union
    select "documentId" from "documentUpdate" where ${inCycle} and ${holds('content')}`.execute(transaction);
  return new Set(rows.map(({ documentId }) => documentId));
}

/** The snapshots whose text names an entry, newest first. */
export async function snapshotsNaming(
  database: Database | DatabaseTransaction,
  evidence: string,
): Promise<EvidenceDetail['inSnapshots']> {
  return database
    .selectFrom('snapshotReference')
    .innerJoin('snapshot', 'snapshot.id', 'snapshotReference.snapshotId')
    .select(['snapshot.id', 'snapshot.kind', 'snapshot.name', 'snapshot.itemCode as item', 'snapshot.at'])
    .where('snapshotReference.kind', '=', 'evidence')
    .where('snapshotReference.target', '=', evidence)
    .orderBy('snapshot.at', 'desc')
    .limit(200)
    .execute();
}

interface KeptText {
  readonly id: string;
  readonly cycle: string;
  readonly hashed: string;
  /** What it names, each once, where that was read elsewhere. */
  readonly references?: readonly Reference[] | undefined;
}

/** Remembers what a snapshot's exact text names, in the transaction that keeps it. */
export async function keepReferences(transaction: DatabaseTransaction, text: KeptText): Promise<void> {
  const { id, cycle, references = readReferences(text.hashed) } = text;
  const rows = references.map((reference) => ({ snapshotId: id, cycleId: cycle, ...reference }));
  for (let from = 0; from < rows.length; from += 100)
    await transaction
      .insertInto('snapshotReference')
      .values(rows.slice(from, from + 100))
      .execute();
}

function readReferences(hashed: string): readonly Reference[] {
  if (!hashed.includes('"evidenceFile"') && !hashed.includes('"image"')) return [];
  return referencesOf((JSON.parse(hashed) as { documents: readonly HashedDocument[] }).documents);
}

/** Everything that some documents name, each once. */
export function referencesOf(documents: readonly HashedDocument[]): readonly Reference[] {
  const named = documents.flatMap(({ content }) => referencesIn(content));
  return [...new Map(named.map((reference) => [`${reference.kind} ${reference.target}`, reference])).values()];
}
