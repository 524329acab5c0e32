import type { StopReason } from './closePolicy.ts';
import { type SaveState, unsentEdits } from './saveMachine.ts';

/** After this long without an ack the reader is told. */
const unsentNoticeMs = 5_000;

/**
 * What the reader may be told about a document. `unsent` counts local changes without an ack; times are epoch ms.
 * - `connecting`: nothing is confirmed yet, nothing is unsent.
 * - `saved`: the server has acknowledged everything, last at `at`. The only state that may look green.
 * - `saving`: on its way, for less than 5 s.
 * - `unsent`: for more than 5 s.
 * - `offline`: no connection since `since`; comes back by itself.
 * - `stopped`: does not come back by itself; the replica is kept.
 * - `locked`: confirmed, nothing unsent, and the document is locked in version `epoch`.
 */
export type DocumentStatus =
  | { readonly name: 'connecting' }
  | { readonly name: 'saved'; readonly at: number }
  | { readonly name: 'saving'; readonly unsent: number; readonly since: number }
  | { readonly name: 'unsent'; readonly unsent: number; readonly since: number }
  | { readonly name: 'offline'; readonly unsent: number; readonly since: number }
  | { readonly name: 'stopped'; readonly unsent: number; readonly code: number; readonly reason: StopReason }
  | { readonly name: 'locked'; readonly epoch: number; readonly at: number };

/** What to say at the moment `now`. */
export function statusOf(state: SaveState, now: number): DocumentStatus {
  const unsent = unsentEdits(state);
  if (state.link.name === 'stopped') {
    return { name: 'stopped', unsent, code: state.link.code, reason: state.link.reason };
  }
  if (state.offlineSince !== null) return { name: 'offline', unsent, since: state.offlineSince };
  if (state.unsentSince !== null) {
    return { name: isOverdue(state.unsentSince, now) ? 'unsent' : 'saving', unsent, since: state.unsentSince };
  }
  if (state.savedAt === null) return { name: 'connecting' };
  if (state.lock?.isLocked === true) return { name: 'locked', epoch: state.lock.epoch, at: state.savedAt };
  return { name: 'saved', at: state.savedAt };
}

/** When `statusOf` will say something else although nothing happens; null when it will not. */
export function statusChangesAt(state: SaveState, now: number): number | null {
  return statusOf(state, now).name === 'saving' && state.unsentSince !== null
    ? state.unsentSince + unsentNoticeMs
    : null;
}

function isOverdue(since: number, now: number): boolean {
  return now - since >= unsentNoticeMs;
}
