import type { CloseCode } from '@ruam/shared/sync/closeCodes.ts';
import type { Outbox } from './outbox.ts';
import type { RefusalContext, RefusalReason } from './refusal.ts';
import type { Room } from './room.ts';

/** What a member needs from its connection. */
export interface MemberContext {
  readonly outbox: Outbox;
  readonly close: (code: CloseCode, reason: string) => void;
  /** The room takes updates again. */
  readonly proceed: () => void;
  /** Integrating what it sent took the loop so long. */
  readonly spent: (ms: number) => void;
  /** Tries updates beside the loop, holding what the peer says meanwhile, and tells whether they are fine (S9). */
  readonly tryFirst: (updates: () => readonly Uint8Array[], then: (isFine: boolean) => void) => void;
  /** How its refused edits are kept. */
  readonly refusals: Omit<RefusalContext, 'ask' | 'close' | 'keep'> & {
    readonly keep: (room: Room, update: Uint8Array, reason: RefusalReason) => Promise<string>;
  };
}

/** What a connection may do in its document. */
export interface MemberRights {
  readonly mayWrite: boolean;
  /** Its replica is of another generation than the document (S14). */
  readonly isOtherGeneration: boolean;
  /** The version of the document schema that it knows; null: the newest (S10). */
  readonly schema: number | null;
}
