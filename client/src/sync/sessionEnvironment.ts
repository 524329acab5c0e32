import type { ReplicaEnvironment } from './replicaHome.ts';
import type { PostedRescue } from './rescuePost.ts';

/** The world around a session. */
export interface SessionEnvironment {
  /** `ws(s)://host/sync`, without the document. */
  readonly syncUrl: string;
  readonly WebSocket: typeof WebSocket;
  /** Where replicas are kept; null: this browser keeps none. */
  readonly replicas: ReplicaEnvironment | null;
  /** Never rejects. */
  readonly postRescue: (documentId: string, update: Uint8Array) => Promise<PostedRescue>;
  /** The generation that a document has now; `known` when it may not be read, null without an answer. Never rejects. */
  readonly readGeneration: (documentId: string, known: number) => Promise<number | null>;
  /** Epoch ms. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
}
