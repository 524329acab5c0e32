import type { RescueAnswer } from '@ruam/shared/api/api.ts';
import type { RescueReason } from '@ruam/shared/sync/rescue.ts';
import type { Refusal } from '../sync/sessionView.ts';

/** What a document did not take of its reader's words, to be said in one banner (docs/sync.md S5). */
export interface RescueNotice {
  readonly isLocked: boolean;
  /** Null: the server has not said more than whether it is the lock. */
  readonly reason: RescueReason | null;
  /** Epoch ms. */
  readonly at: number;
  /** Passages in the order of the document. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Not a rescue yet: this page still has to see to it. */
  readonly isOnItsWay: boolean;
  /** So many older rescues of the reader, not seen yet either. */
  readonly more: number;
  /** The rescues that are told of here, and seen when this is dismissed. */
  readonly ids: readonly string[];
}

/**
 * What to tell a reader of a document: the newest of the own rescues that were not dismissed, wherever and whenever they
 * were made, and what a session knows itself; a refusal and the rescue it names are one.
 *
 * @param rescues of the document, those of others too
 * @param refusal of the session, null when it knows of none
 */
export function rescueNotice(
  rescues: readonly RescueAnswer[],
  personId: string,
  dismissed: readonly string[],
  refusal: Refusal | null,
  isOnItsWay: boolean,
): RescueNotice | null {
  const isNew = ({ id, person }: RescueAnswer): boolean => person === personId && !dismissed.includes(id);
  const own = rescues.filter(isNew).sort((one, other) => other.at - one.at);
  const isSeen = refusal?.rescueId != null && dismissed.includes(refusal.rescueId);
  const live = refusal !== null && (isOnItsWay || !isSeen) ? refusal : null;
  const told = live === null ? own[0] : own.find(({ id }) => id === live.rescueId);
  const ids = [...new Set([...(live?.rescueId == null ? [] : [live.rescueId]), ...own.map(({ id }) => id)])];
  const more = own.filter((one) => one !== told).length;
  if (told !== undefined) {
    const { at, reason, added, removed } = told;
    // Until the rest has been posted as well, the session may know more words than the server.
    const words = live !== null && isOnItsWay ? { added: passagesOf(live), removed } : { added, removed };
    return { isLocked: reason === 'locked', reason, at, ...words, isOnItsWay: live !== null && isOnItsWay, more, ids };
  }
  if (live === null) return null;
  const { isLocked, at } = live;
  return { isLocked, reason: null, at, added: passagesOf(live), removed: [], isOnItsWay, more, ids };
}

function passagesOf({ text }: Refusal): readonly string[] {
  return text === '' ? [] : text.split('\n');
}
