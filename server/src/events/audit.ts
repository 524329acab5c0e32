import { createHash } from 'node:crypto';
import { type AuditEntry, auditEntrySchema } from '@ruam/shared/api/api.ts';
import canonicalize from 'canonicalize';
import type { Selectable } from 'kysely';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';

/** One chain a cycle, one an agency for the rest (docs/architecture.md, Audit). */
export const cycleChain = (cycleId: string): string => `cycle:${cycleId}`;
export const agencyChain = (agencyId: string): string => `agency:${agencyId}`;

export interface AuditInput {
  readonly chain: string;
  readonly at: number;
  /** Null when the server itself acted. */
  readonly personId: string | null;
  /** What happened, for example `item.claimed`; also the type of the live event. */
  readonly type: string;
  /** Ids and values that say what it happened to. */
  readonly subject: Readonly<Record<string, unknown>>;
}

/** Takes the chain's row until the transaction ends: what is read after this, no other command of the chain changes. */
export async function takeChain(transaction: DatabaseTransaction, chain: string): Promise<void> {
  await beginChain(transaction, chain);
  await transaction
    .updateTable('auditChain')
    .set(({ ref }) => ({ seq: ref('seq') }))
    .where('id', '=', chain)
    .execute();
}

/**
 * Adds an entry to its chain. Taking the chain's row orders the entries and keeps it until the transaction ends, so
 * `seq` has no gaps and is in commit order.
 */
export async function appendAudit(transaction: DatabaseTransaction, input: AuditInput): Promise<AuditEntry> {
  await beginChain(transaction, input.chain);
  const head = await transaction
    .updateTable('auditChain')
    .set((expression) => ({ seq: expression('seq', '+', 1) }))
    .where('id', '=', input.chain)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow();
  const { chain, at, personId, type } = input;
  const subject = JSON.parse(JSON.stringify(input.subject)) as Record<string, unknown>;
  const unhashed = { seq: head.seq, at, person: personId, type, subject, previousHash: head.hash };
  const hash = hashAuditEntry(unhashed);
  await transaction.updateTable('auditChain').set({ hash }).where('id', '=', chain).execute();
  await transaction
    .insertInto('audit')
    .values({
      chain,
      seq: head.seq,
      at,
      personId,
      type,
      subject: JSON.stringify(subject),
      item: itemOf(subject),
      previousHash: head.hash,
      hash,
    })
    .execute();
  return { ...unhashed, hash };
}

/** SHA-256 of the RFC 8785 JSON of the entry without `hash`, hex (docs/proof.md A1). */
export function hashAuditEntry(entry: Omit<AuditEntry, 'hash'>): string {
  const { seq, at, person, type, subject, previousHash } = entry;
  const text = canonicalize({ seq, at, person, type, subject, previousHash });
  return createHash('sha256')
    .update(text ?? '')
    .digest('hex');
}

/** Entries of a chain after `afterSeq`, in order, at most `limit`. */
export async function readAudit(
  database: Database,
  chain: string,
  afterSeq: number,
  limit: number,
): Promise<AuditEntry[]> {
  const rows = await selectAfter(database, chain, afterSeq, limit).execute();
  return rows.map(entryOf);
}

/** An entry as it is stored; `entry` is null where somebody made a row of it that cannot be read. */
export interface StoredEntry {
  readonly seq: number;
  readonly previousHash: string | null;
  readonly hash: string;
  readonly entry: AuditEntry | null;
}

/** Like `readAudit`, whatever somebody did to the rows: for checks. */
export async function readStoredAudit(
  database: Database,
  chain: string,
  afterSeq: number,
  limit: number,
): Promise<StoredEntry[]> {
  const rows = await selectAfter(database, chain, afterSeq, limit).execute();
  return rows.map(({ seq, previousHash, hash, ...row }) => ({
    ...{ seq, previousHash, hash },
    entry: readable({ seq, previousHash, hash, ...row }),
  }));
}

/** The entries that a question of the audit screen is about. */
export async function findAudit(database: Database, chain: string, query: AuditFilter): Promise<AuditEntry[]> {
  let rows = database
    .selectFrom('audit')
    .selectAll()
    .where('chain', '=', chain)
    .orderBy('seq', query.order === 'newest' ? 'desc' : 'asc')
    .limit(query.limit);
  if (query.after !== undefined) rows = rows.where('seq', '>', query.after);
  if (query.before !== undefined) rows = rows.where('seq', '<', query.before);
  if (query.from !== undefined) rows = rows.where('at', '>=', query.from);
  if (query.until !== undefined) rows = rows.where('at', '<=', query.until);
  if (query.types !== undefined) rows = rows.where('type', 'in', query.types);
  if (query.person !== undefined) rows = rows.where('personId', '=', query.person);
  if (query.item !== undefined) rows = rows.where('item', '=', query.item);
  return (await rows.execute()).map(entryOf);
}

/** What is left out does not matter; `item` is a code. */
export interface AuditFilter {
  readonly after: number | undefined;
  readonly before: number | undefined;
  readonly from: number | undefined;
  readonly until: number | undefined;
  readonly types: readonly string[] | undefined;
  readonly person: string | undefined;
  readonly item: string | undefined;
  readonly order: 'oldest' | 'newest';
  readonly limit: number;
}

function selectAfter(database: Database, chain: string, afterSeq: number, limit: number) {
  return database
    .selectFrom('audit')
    .selectAll()
    .where('chain', '=', chain)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit);
}

function entryOf(row: Selectable<Schema['audit']>): AuditEntry {
  return {
    seq: row.seq,
    at: row.at,
    person: row.personId,
    type: row.type,
    subject: JSON.parse(row.subject),
    previousHash: row.previousHash,
    hash: row.hash,
  };
}

/** The item that an entry is about, by which it is found; no part of what is hashed. */
function itemOf(subject: Readonly<Record<string, unknown>>): string | null {
  return typeof subject.item === 'string' ? subject.item : null;
}

function readable(row: Selectable<Schema['audit']>): AuditEntry | null {
  try {
    const entry = auditEntrySchema.parse(entryOf(row));
    // A row that is found under another item than it tells of was changed, although its hash holds.
    return itemOf(entry.subject) === row.item ? entry : null;
  } catch {
    return null;
  }
}

/** The newest `seq` of a chain, 0 when it has none. */
export async function auditHead(database: Database, chain: string): Promise<number> {
  const head = await database.selectFrom('auditChain').select('seq').where('id', '=', chain).executeTakeFirst();
  return head?.seq ?? 0;
}

async function beginChain(transaction: DatabaseTransaction, chain: string): Promise<void> {
  await transaction
    .insertInto('auditChain')
    .values({ id: chain, seq: 0, hash: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
