import type * as Y from 'yjs';
import type { DatabaseTransaction } from '../database/database.ts';
import { openCommittedDoc } from './committedDoc.ts';
import { loadDocument } from './log.ts';

/**
 * The gate of documents, for the commands that close and open it (docs/sync.md S5): within one transaction, so that
 * whatever was appended before is in what is read, and nothing is appended after. Call `SyncServer.documentChanged` for
 * each document after the commit.
 */

/**
 * Keeps these documents as they are until the transaction ends: no append, no lock of another passes. In the order of
 * ids, as appends take them. Those that do not exist are left out.
 */
export async function holdDocuments(transaction: DatabaseTransaction, documentIds: readonly string[]): Promise<void> {
  for (const id of [...documentIds].sort()) {
    await transaction
      .updateTable('document')
      .set(({ ref }) => ({ lockEpoch: ref('lockEpoch') }))
      .where('id', '=', id)
      .execute();
  }
}

/** Reads the committed content of a held document (`read` must not change or keep it); null when there is none. */
export async function readHeld<Content>(
  transaction: DatabaseTransaction,
  documentId: string,
  read: (doc: Y.Doc) => Content,
): Promise<Content | null> {
  const stored = await loadDocument(transaction, documentId);
  if (stored === null) return null;
  const { doc } = openCommittedDoc(stored);
  try {
    return read(doc);
  } finally {
    doc.destroy();
  }
}

/** Locks documents, each in a new epoch; those that are locked stay as they are. Gives the epoch of every one. */
export function lockDocuments(
  transaction: DatabaseTransaction,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  return setState(transaction, documentIds, 'locked');
}

/** Opens documents, each in a new epoch, also those that are open: what was decided on the old ones is over. */
export function openDocuments(
  transaction: DatabaseTransaction,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  return setState(transaction, documentIds, 'open');
}

async function setState(
  transaction: DatabaseTransaction,
  documentIds: readonly string[],
  state: 'open' | 'locked',
): Promise<ReadonlyMap<string, number>> {
  const epochs = new Map<string, number>();
  for (const id of [...documentIds].sort()) {
    const changed = await transaction
      .updateTable('document')
      .set((expression) => ({ state, lockEpoch: expression('lockEpoch', '+', 1) }))
      .where('id', '=', id)
      .$if(state === 'locked', (query) => query.where('state', '!=', 'locked'))
      .returning('lockEpoch')
      .executeTakeFirst();
    const row =
      changed ?? (await transaction.selectFrom('document').select('lockEpoch').where('id', '=', id).executeTakeFirst());
    if (row) epochs.set(id, row.lockEpoch);
  }
  return epochs;
}
