import type { AwarenessPeer } from './awareness.ts';
import type { RefusalReason } from './refusal.ts';
import type { UpdateSource } from './updateQueue.ts';

/** A connection as its room sees it. */
export interface RoomPeer extends AwarenessPeer, UpdateSource {
  /** A committed update; a slow reader may leave it out and get one difference later. */
  sendUpdate(frame: Uint8Array): void;
  /** What it is sent from here on goes out together, with `release`. */
  hold(): void;
  release(): void;
  sendAwareness(frame: Uint8Array): void;
  /** Only those who spoke 100 pass it on (S4). */
  sendLockState(frame: Uint8Array): void;
  /** The room can take updates again. */
  roomDrained(): void;
  /** The room cannot go on; the store is unchanged. */
  roomFailed(): void;
}

/**
 * What became of an offered update: in the document already; accepted; waiting for what is before it; to be tried beside
 * the loop first (S9); or refused.
 */
export type Reception = 'known' | 'accepted' | 'parked' | 'tooMuchParked' | 'heavy' | RefusalReason;

/** Yjs could not integrate what was committed. `source` gave the update; null when it was another writer's, or it is not known which. */
export class UnappliableError extends Error {
  readonly source: UpdateSource | null;
  readonly update: Uint8Array;

  constructor(applying: { readonly source: UpdateSource | null; readonly update: Uint8Array } | null, cause: unknown) {
    super('a committed update cannot be applied', { cause });
    this.source = applying?.source ?? null;
    this.update = applying?.update ?? new Uint8Array();
  }
}
