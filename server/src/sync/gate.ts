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

/** Reads the committed content of a held document (`read` must not keep it; it is nobody else's); null when there is none. */
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

/** An update made by the server; `personId` is whose command it was. */
interface ServerAppend {
  readonly update: Uint8Array;
  readonly personId: string | null;
  readonly at: number;
}

/**
 * Appends to a held document, so that a command and what it writes are committed together; false when it is locked or
 * gone. Nobody has checked the update: it must be made by the server, on top of what `readHeld` gave.
 */
export async function appendHeld(
  transaction: DatabaseTransaction,
  documentId: string,
  { update, personId, at }: ServerAppend,
): Promise<boolean> {
  const taken = await transaction
    .updateTable('document')
    .set((expression) => ({
      lastSequence: expression('lastSequence', '+', 1),
      sizeBytes: expression('sizeBytes', '+', update.length),
      updatedAt: at,
    }))
    .where('id', '=', documentId)
    .where('state', '=', 'open')
    .returning('lastSequence')
    .executeTakeFirst();
  if (taken === undefined) return false;
  await transaction
    .insertInto('documentUpdate')
    .values({ documentId, sequence: taken.lastSequence, personId, at, content: update })
    .execute();
  return true;
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
