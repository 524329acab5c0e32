import type * as Y from 'yjs';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';

export interface ThreadDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  /** Epoch ms. */
  readonly now: () => number;
  /** Reads a document's committed content (`read` must not change or keep it); null when there is no such document. */
  readonly contentOf: <Content>(documentId: string, read: (doc: Y.Doc) => Content) => Promise<Content | null>;
}
