import * as Y from 'yjs';

/**
 * An empty replica that changes only when somebody changes it. Yjs tidies formatting marks after foreign changes by
 * deleting on its own: a reader's replica would send that, and be refused for it (docs/sync.md S10).
 */
export function createReplicaDoc(): Y.Doc {
  const doc = new Y.Doc();
  doc.on('afterTransaction', (transaction) => {
    transaction._needFormattingCleanup = false;
  });
  return doc;
}
