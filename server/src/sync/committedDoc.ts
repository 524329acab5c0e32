import * as Y from 'yjs';
import type { StoredDocument } from './log.ts';
import { decodeUpdateList } from './updateList.ts';

/** A Y.Doc made from the store. `skipped` are sequences of rows that Yjs could not apply; they stay in the log. */
export interface OpenedDoc {
  readonly doc: Y.Doc;
  readonly skipped: readonly number[];
}

/** Rows that are left out one by one; after them ever more at once, so that a bad log costs few attempts. */
const singleSkips = 16;

/**
 * Builds a document from its ready state and its rows. A row that makes Yjs throw, in spite of the checks before the
 * log, is left out, and what builds on it with it, so that no message ever takes the document from everyone. Throws
 * when the ready state itself cannot be read.
 */
export function openCommittedDoc(stored: StoredDocument): OpenedDoc {
  const skipped = new Set<number>();
  let attempts = 0;
  let isStepwise = false;
  for (;;) {
    const doc = createCommittedDoc();
    const failedAt = applyStored(doc, stored, skipped, isStepwise);
    if (failedAt === null) {
      doc.store.pendingStructs = null;
      doc.store.pendingDs = null;
      return { doc, skipped: [...skipped] };
    }
    doc.destroy();
    // Yjs failed at tidying up behind the last row: one transaction a row tells whose it was.
    if (failedAt === stored.tail.length) {
      isStepwise = true;
      continue;
    }
    attempts += 1;
    const count = 2 ** Math.max(0, attempts - singleSkips);
    for (const { sequence } of stored.tail.slice(failedAt, failedAt + count)) skipped.add(sequence);
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

/** Null when all went well, or else where in the tail it failed. */
function applyStored(
  doc: Y.Doc,
  stored: StoredDocument,
  skipped: ReadonlySet<number>,
  isStepwise: boolean,
): number | null {
  if (stored.blob !== null) Y.applyUpdate(doc, stored.blob);
  let index = 0;
  try {
    if (isStepwise) applyRows();
    else doc.transact(applyRows);
    return null;
  } catch {
    return index;
  }

  function applyRows(): void {
    for (const { sequence, content } of stored.tail) {
      if (!skipped.has(sequence)) doc.transact(() => applyList(doc, content));
      index += 1;
    }
  }
}

function applyList(doc: Y.Doc, content: Uint8Array): void {
  for (const update of decodeUpdateList(content)) Y.applyUpdate(doc, update);
}
