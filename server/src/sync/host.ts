import type { IncomingMessage } from 'node:http';

/** A signed-in person on one session. */
export interface SyncPerson {
  readonly id: string;
  /** The verified name that others see at the caret (S6). */
  readonly name: string;
  readonly sessionId: string;
  /** Epoch ms; asked again then. */
  readonly sessionExpiresAt: number;
  /** Nobody sees that it is there, and what it would write is refused without being kept: a projector. */
  readonly isOnlooker?: boolean;
}

/** What a person may do with one document. `write` is about the person; a lock is the document's own matter. */
export interface SyncAccess {
  readonly read: boolean;
  readonly write: boolean;
}

/** What the sync server asks the rest of the server. It knows nothing else of it. */
export interface SyncHost {
  /** Who sends this upgrade request; null without a valid session. Asked again when the session expires. */
  authenticate(request: IncomingMessage): Promise<SyncPerson | null>;
  /** Null: there is no such document. */
  access(person: SyncPerson, documentId: string): Promise<SyncAccess | null>;
}
