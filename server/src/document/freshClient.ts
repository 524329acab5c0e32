import { randomInt } from 'node:crypto';
import type * as Y from 'yjs';

/** A client id under which nothing was written in a document: the server writes under a new one each time (docs/sync.md S7). */
export function freshClient(doc: Y.Doc): number {
  for (;;) {
    const id = randomInt(1, 2 ** 32 - 1);
    if (!doc.store.clients.has(id)) return id;
  }
}
