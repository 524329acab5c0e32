import type { HandoverState } from './handover.ts';
import { isSamePresence, type PresentPerson } from './presence.ts';
import type { LockState, SaveState } from './saveMachine.ts';
import { type DocumentStatus, statusOf } from './status.ts';

/** What the server did not take of a replica (docs/sync.md S5). */
export interface Refusal {
  readonly isLocked: boolean;
  /** Epoch ms. */
  readonly at: number;
  /** What was written, a line a passage; empty when something was only removed or formatted. */
  readonly text: string;
  /** The server's own rescue of it; null when it named none. */
  readonly rescueId: string | null;
}

/** What a screen shows of a session; a new object on every change. */
export interface SessionView {
  readonly status: DocumentStatus;
  readonly lock: LockState | null;
  /** The replica has held the server's state at least once, here or when it was kept in this browser. */
  readonly hasSynced: boolean;
  /** Whether this browser keeps what is written, for times without a server; null: not known yet. */
  readonly isKeptOffline: boolean | null;
  readonly people: readonly PresentPerson[];
  /** What was refused last: of this replica while it is on its way to a rescue, then of the one before. */
  readonly refusal: Refusal | null;
  /** How far the content of this replica is on its way to a rescue; null: it is not. */
  readonly handover: HandoverState | null;
}

/** Of a document that is being opened. */
export const openingView: SessionView = {
  status: { name: 'connecting' },
  lock: null,
  hasSynced: false,
  isKeptOffline: null,
  people: [],
  refusal: null,
  handover: null,
};

/** What does not follow from the save state. */
export type ViewChange = Partial<Pick<SessionView, 'hasSynced' | 'refusal' | 'handover'>>;

/** The view after a change; `now` is epoch ms. */
export function nextView(
  before: SessionView,
  change: ViewChange &
    Pick<SessionView, 'isKeptOffline' | 'people'> & { readonly save: SaveState; readonly now: number },
): SessionView {
  const { save, now, people, ...rest } = change;
  return {
    ...before,
    ...rest,
    status: statusOf(save, now),
    lock: save.lock,
    people: isSamePresence(people, before.people) ? before.people : people,
  };
}
