import type { Database, DatabaseTransaction } from '../database/database.ts';
import { inStatementSizes } from './statementSizes.ts';

/** A client id and whose it is (S7). */
export interface ClientBinding {
  readonly clientId: number;
  readonly personId: string;
}

/** What is to be bound in one document. */
interface Binding {
  readonly documentId: string;
  readonly at: number;
  readonly bindings: readonly ClientBinding[];
  readonly forgotten: readonly number[];
}

/** Whose the client ids of a document are. */
export async function ownersOf(database: Database, documentId: string): Promise<ReadonlyMap<number, string>> {
  const rows = await database
    .selectFrom('clientOwner')
    .select(['clientId', 'personId'])
    .where('documentId', '=', documentId)
    .orderBy('at')
    .execute();
  return new Map(rows.map(({ clientId, personId }) => [clientId, personId]));
}

/** Forgets bindings from before `before` of client ids that are not used: a page that was only read leaves one each time. */
export async function forgetUnused(
  database: Database,
  documentId: string,
  isUsed: (clientId: number) => boolean,
  before: number,
): Promise<void> {
  const rows = await database
    .selectFrom('clientOwner')
    .select('clientId')
    .where('documentId', '=', documentId)
    .where('at', '<', before)
    .execute();
  const unused = rows.filter(({ clientId }) => !isUsed(clientId)).map(({ clientId }) => clientId);
  await forget(database, documentId, unused);
}

async function forget(
  database: Database | DatabaseTransaction,
  documentId: string,
  clientIds: readonly number[],
): Promise<void> {
  for (const some of inStatementSizes(clientIds)) {
    await database
      .deleteFrom('clientOwner')
      .where('documentId', '=', documentId)
      .where('clientId', 'in', some)
      .execute();
  }
}

/** Binds what is nobody's yet; gives the documents in which a client id is another person's. */
export async function bindClients(
  transaction: DatabaseTransaction,
  batches: readonly Binding[],
): Promise<ReadonlySet<string>> {
  const asked = batches
    .flatMap(({ documentId, at, bindings }) => bindings.map((binding) => ({ documentId, at, ...binding })))
    // In one order everywhere, so that two nodes seldom wait for each other crosswise.
    .sort((a, b) => compare(a.documentId, b.documentId) || a.clientId - b.clientId);
  for (const { documentId, forgotten } of batches) await forget(transaction, documentId, forgotten);
  const bound = new Set<string>();
  const keyOf = (row: { documentId: string; clientId: number }): string => `${row.documentId} ${row.clientId}`;
  for (const some of inStatementSizes(asked)) {
    const rows = await transaction
      .insertInto('clientOwner')
      .values(some)
      .onConflict((conflict) => conflict.columns(['documentId', 'clientId']).doNothing())
      .returning(['documentId', 'clientId'])
      .execute();
    for (const row of rows) bound.add(keyOf(row));
  }
  const conflicting = new Set<string>();
  for (const row of asked) {
    if (bound.has(keyOf(row))) continue;
    const owner = await transaction
      .selectFrom('clientOwner')
      .select('personId')
      .where('documentId', '=', row.documentId)
      .where('clientId', '=', row.clientId)
      .executeTakeFirst();
    if (owner?.personId !== row.personId) conflicting.add(row.documentId);
  }
  return conflicting;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
