import type { SyncHost } from './host.ts';
import type { SyncLimits } from './limits.ts';
import type { SyncLogger } from './logger.ts';
import type { LoopTime } from './loopTime.ts';
import type { MemberContext } from './memberContext.ts';
import type { RefusalReason } from './refusal.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import type { UpdateTrial } from './updateTrial.ts';

/** What connections share. */
export interface ConnectionContext {
  readonly host: SyncHost;
  readonly rooms: Rooms;
  /** Other processes may end sessions and change rights. */
  readonly isShared: boolean;
  readonly limits: SyncLimits;
  readonly now: () => number;
  readonly logger: SyncLogger;
  readonly refusals: Omit<MemberContext['refusals'], 'keep' | 'spent' | 'hearWaiting'>;
  readonly loopTime: LoopTime;
  readonly trial: UpdateTrial;
  /** Stores what a person may not write, and gives the rescue's id. */
  readonly keep: (room: Room, personId: string, update: Uint8Array, reason: RefusalReason) => Promise<string>;
}
