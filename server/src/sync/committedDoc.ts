import * as Y from 'yjs';
import type { StoredDocument } from './log.ts';
import { decodeUpdateList } from './updateList.ts';

/** A Y.Doc made from the store. `skipped` are sequences of rows that Yjs could not apply; they stay in the log. */
export interface OpenedDoc {
  readonly doc: Y.Doc;
  readonly skipped: readonly number[];
}

/** Rows that may be left out before a document counts as unreadable. */
const maxSkippedRows = 16;

/**
 * Builds a document from its ready state and its rows. A row that makes Yjs throw, in spite of the checks before the
 * log, is left out, so that one message never takes the document from everyone. Throws when the ready state itself, or
 * more than a few rows, cannot be read.
 */
export function openCommittedDoc(stored: StoredDocument): OpenedDoc {
  const skipped = new Set<number>();
  for (;;) {
    const doc = createCommittedDoc();
    const failed = applyStored(doc, stored, skipped);
    if (failed === null) return { doc, skipped: [...skipped] };
    doc.destroy();
    skipped.add(failed.sequence);
    if (skipped.size > maxSkippedRows) throw failed.error;
  }
}

/**
 * An empty document that holds only what is applied to it. Yjs tidies formatting marks after foreign changes by deleting
 * on its own; on the server that would be content which is in no log (S3), so it is left to the clients.
 */
export function createCommittedDoc(): Y.Doc {
  const doc = new Y.Doc();
  doc.on('afterTransaction', (transaction) => {
    transaction._needFormattingCleanup = false;
  });
  return doc;
}

/** Whether Yjs parked something: then the document would give joiners what is not integrated (S4). */
export function hasPending(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

function applyStored(
  doc: Y.Doc,
  stored: StoredDocument,
  skipped: ReadonlySet<number>,
): { sequence: number; error: unknown } | null {
  if (stored.blob !== null) Y.applyUpdate(doc, stored.blob);
  let sequence = 0;
  try {
    doc.transact(() => {
      for (const row of stored.tail) {
        sequence = row.sequence;
        if (skipped.has(sequence)) continue;
        for (const update of decodeUpdateList(row.content)) Y.applyUpdate(doc, update);
      }
    });
    return null;
  } catch (error) {
    return { sequence, error };
  }
}
