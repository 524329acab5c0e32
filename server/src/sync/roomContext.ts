import type { SyncLimits } from './limits.ts';
import type { Room } from './room.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a room needs from outside. */
export interface RoomContext {
  readonly limits: SyncLimits;
  /** The names that documents may hold (S10); null: any. */
  readonly vocabulary: Vocabulary | null;
  readonly now: () => number;
  /** There is something to commit. */
  readonly requestFlush: (room: Room) => void;
  /** The room can no longer be trusted to equal the log. */
  readonly onBroken: (room: Room, error: unknown) => void;
  readonly schedule: (callback: () => void, delayMs: number) => NodeJS.Timeout;
}

/** The log behind the stored ready state. */
export interface LogTail {
  readonly rows: number;
  /** In the rows; this is what a reading costs. */
  readonly updates: number;
  readonly bytes: number;
}
