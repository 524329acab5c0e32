import type { StopReason } from './closePolicy.ts';

/** The document's lock as the server told it (`[101, epoch, state]`, S4). */
export interface LockState {
  readonly epoch: number;
  readonly isLocked: boolean;
}

/**
 * - `connecting`: no socket yet, or the server's step 1 is not answered: an ack would say nothing (S4).
 * - `answered`: everything of this replica has been sent on this connection; acks mean what they say.
 * - `away`: closed, comes back by itself.
 * - `stopped`: closed, does not come back by itself.
 */
type Link =
  | { readonly name: 'connecting' }
  | { readonly name: 'answered' }
  | { readonly name: 'away' }
  | { readonly name: 'stopped'; readonly code: number; readonly reason: StopReason };

interface AskedAck {
  readonly n: number;
  /** Local edits that it covers. */
  readonly edits: number;
}

/** What is known about a replica's edits (docs/sync.md S4). Times are epoch ms. */
export interface SaveState {
  readonly link: Link;
  /** Local updates since the replica was made. */
  readonly edits: number;
  /** Of these, acknowledged. */
  readonly savedEdits: number;
  /** When the oldest edit without an ack was made. */
  readonly unsentSince: number | null;
  /** When the first edit after the outstanding question was made. */
  readonly editedSinceAsk: number | null;
  /** The one outstanding ack. */
  readonly asked: AskedAck | null;
  readonly lastN: number;
  /** When this connection confirmed everything for the last time. */
  readonly savedAt: number | null;
  /** Since when the server cannot be reached; until the next ack. */
  readonly offlineSince: number | null;
  readonly lock: LockState | null;
}

export type SaveEvent =
  | { readonly type: 'connecting' }
  | { readonly type: 'edited'; readonly at: number }
  /** So many own edits were kept in this browser and are not known to be acknowledged (S13). */
  | { readonly type: 'loaded'; readonly edits: number; readonly at: number }
  | { readonly type: 'answered' }
  | { readonly type: 'acknowledged'; readonly n: number; readonly at: number }
  | { readonly type: 'lock'; readonly lock: LockState }
  | { readonly type: 'away'; readonly at: number }
  | { readonly type: 'stopped'; readonly code: number; readonly reason: StopReason };

/** The next state, and the n of the ack that must be asked for now (null: none). */
export interface SaveStep {
  readonly state: SaveState;
  readonly ask: number | null;
}

export const initialSaveState: SaveState = {
  link: { name: 'connecting' },
  edits: 0,
  savedEdits: 0,
  unsentSince: null,
  editedSinceAsk: null,
  asked: null,
  lastN: 0,
  savedAt: null,
  offlineSince: null,
  lock: null,
};

/** Local updates since the last acknowledged n. */
export function unsentEdits(state: SaveState): number {
  return state.edits - state.savedEdits;
}

/** The save state's only transition function. Pure. */
export function reduceSave(state: SaveState, event: SaveEvent): SaveStep {
  switch (event.type) {
    case 'connecting':
      return quiet({ ...state, ...unconfirmed, link: { name: 'connecting' } });
    case 'edited':
      return askIfDue({
        ...state,
        edits: state.edits + 1,
        unsentSince: state.unsentSince ?? event.at,
        editedSinceAsk: state.editedSinceAsk ?? event.at,
      });
    case 'loaded':
      if (event.edits === 0) return quiet(state);
      return quiet({ ...state, edits: state.edits + event.edits, unsentSince: state.unsentSince ?? event.at });
    case 'answered':
      // The server may ask again in mid-connection; only the first answer changes what an ack means.
      if (state.link.name !== 'connecting') return quiet(state);
      return askIfDue({ ...state, link: { name: 'answered' } });
    case 'acknowledged':
      return acknowledge(state, event.n, event.at);
    case 'lock':
      return quiet({ ...state, lock: event.lock });
    case 'away':
      return quiet({
        ...state,
        ...unconfirmed,
        link: { name: 'away' },
        offlineSince: state.offlineSince ?? event.at,
      });
    case 'stopped':
      return quiet({
        ...state,
        ...unconfirmed,
        link: { name: 'stopped', code: event.code, reason: event.reason },
        offlineSince: null,
      });
  }
}

const unconfirmed = { asked: null, savedAt: null } as const;

function acknowledge(state: SaveState, n: number, at: number): SaveStep {
  if (state.asked === null || state.asked.n !== n) return quiet(state);
  const savedEdits = state.asked.edits;
  return askIfDue({
    ...state,
    asked: null,
    savedEdits,
    unsentSince: state.edits > savedEdits ? state.editedSinceAsk : null,
    savedAt: at,
    offlineSince: null,
  });
}

function askIfDue(state: SaveState): SaveStep {
  if (state.link.name !== 'answered' || state.asked !== null) return quiet(state);
  if (unsentEdits(state) === 0 && state.savedAt !== null) return quiet(state);
  const n = state.lastN + 1;
  return { state: { ...state, lastN: n, asked: { n, edits: state.edits }, editedSinceAsk: null }, ask: n };
}

function quiet(state: SaveState): SaveStep {
  return { state, ask: null };
}
