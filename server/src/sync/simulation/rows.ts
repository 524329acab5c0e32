import type { Selectable } from 'kysely';
import type { DatabaseTransaction } from '../../database/database.ts';
import type { Schema } from '../../database/schema.ts';

/** Everything that is stored of a document, its rescues excepted. */
export interface DocumentRows {
  readonly document: Selectable<Schema['document']>;
  readonly blobs: readonly Selectable<Schema['documentBlob']>[];
  readonly updates: readonly Selectable<Schema['documentUpdate']>[];
  readonly segments: readonly Selectable<Schema['historySegment']>[];
  readonly owners: readonly Selectable<Schema['clientOwner']>[];
}

export async function readDocument(transaction: DatabaseTransaction, id: string): Promise<DocumentRows> {
  return {
    document: await transaction.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    blobs: await transaction.selectFrom('documentBlob').selectAll().where('documentId', '=', id).execute(),
    updates: await transaction.selectFrom('documentUpdate').selectAll().where('documentId', '=', id).execute(),
    segments: await transaction.selectFrom('historySegment').selectAll().where('documentId', '=', id).execute(),
    owners: await transaction.selectFrom('clientOwner').selectAll().where('documentId', '=', id).execute(),
  };
}

export async function dropDocument(transaction: DatabaseTransaction, id: string): Promise<void> {
  for (const table of ['clientOwner', 'historySegment', 'documentUpdate', 'documentBlob'] as const)
    await transaction.deleteFrom(table).where('documentId', '=', id).execute();
  await transaction.deleteFrom('document').where('id', '=', id).execute();
}

/** Puts a document in the place of what is stored, in a new generation and epoch, as a restored backup does (S14). */
export async function putDocument(
  transaction: DatabaseTransaction,
  id: string,
  { document, blobs, updates, segments, owners }: DocumentRows,
  now: { readonly generation: number; readonly lockEpoch: number },
): Promise<void> {
  await dropDocument(transaction, id);
  const [generation, lockEpoch] = [now.generation + 1, now.lockEpoch + 1];
  await transaction
    .insertInto('document')
    .values({ ...document, generation, lockEpoch })
    .execute();
  if (blobs.length > 0) await transaction.insertInto('documentBlob').values(blobs).execute();
  if (updates.length > 0) await transaction.insertInto('documentUpdate').values(updates).execute();
  if (segments.length > 0) await transaction.insertInto('historySegment').values(segments).execute();
  if (owners.length > 0) await transaction.insertInto('clientOwner').values(owners).execute();
}
