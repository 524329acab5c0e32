import type { ItemKind, ItemStatus } from '../assessment/assessment.ts';
import { type Level, levelRank } from '../assessment/level.ts';
import { AppError } from '../errors/errors.ts';

/** Where an item stands. The three values and the status change by `nextState` and by nothing else. */
export interface ItemState {
  readonly kind: ItemKind;
  readonly status: ItemStatus;
  readonly claimed: Level | null;
  readonly advised: Level | null;
  readonly approved: Level | null;
  /** A standing approval has conditions that are not met yet. */
  readonly hasOpenConditions: boolean;
}

/** What happens to an item. A dimension has no level: its approval has null, and nobody claims one for it. */
export type ItemEvent =
  | { readonly type: 'claim'; readonly level: Level }
  | { readonly type: 'withdraw' }
  | { readonly type: 'advise'; readonly level: Level | null }
  /** It was put on the agenda of a meeting to come. */
  | { readonly type: 'schedule' }
  | { readonly type: 'approve'; readonly level: Level | null; readonly withConditions: boolean }
  | { readonly type: 'meetConditions' }
  | { readonly type: 'return' | 'note' | 'postpone' }
  | { readonly type: 'reopen' };

/**
 * The state after an event. A claim on a scheduled item makes it `claimed`: what will be decided is another than what
 * was put on the agenda, and the secretary must see that. Its place on the agenda is a record of its own and stays, so
 * that the meeting still comes to it.
 * Throws `invalid` (a level where the kind has none, or none where it needs one), `locked` (approved at that level or
 * above, nothing left to decide or to withdraw), `notClaimed` (above the claim), `notApproved` (nothing stands).
 */
export function nextState(state: ItemState, event: ItemEvent): ItemState {
  switch (event.type) {
    case 'claim':
      return claim(state, event.level);
    case 'withdraw':
      return withdraw(state);
    case 'advise':
      return advise(state, event.level);
    case 'schedule':
      return isUndecided(state) ? { ...state, status: 'scheduled' } : state;
    case 'approve':
      return approve(state, event.level, event.withConditions);
    case 'meetConditions':
      return meetConditions(state);
    case 'return':
      return decideOtherwise(state, 'returned');
    case 'note':
      return decideOtherwise(state, 'noted');
    case 'postpone':
      return decideOtherwise(state, 'postponed');
    case 'reopen':
      return reopen(state);
  }
}

/** Whether an approval of the item stands. */
export function isApproved({ kind, status, approved }: ItemState): boolean {
  switch (kind) {
    case 'process':
      return approved !== null;
    case 'dimension':
      return status === 'approved' || status === 'approvedWithConditions';
  }
}

/** Whether there is something that a meeting can still decide: nothing is approved yet, or more is claimed than that. */
export function isUndecided(state: ItemState): boolean {
  return !isApproved(state) || levelRank(state.claimed) > levelRank(state.approved);
}

/** Whether an item is waiting for a meeting: more is claimed than is approved and it was not returned; a dimension, which nobody claims, is on an agenda. */
export function waitsForDecision(state: ItemState): boolean {
  if (!isUndecided(state)) return false;
  if (state.kind === 'dimension') return state.status === 'scheduled';
  return levelRank(state.claimed) > levelRank(state.approved) && state.status !== 'returned';
}

function claim(state: ItemState, level: Level): ItemState {
  if (state.kind === 'dimension') throw new AppError('invalid', 'a dimension has no level to claim');
  if (levelRank(level) <= levelRank(state.approved))
    throw new AppError('locked', 'this level is approved; a claim must be above it');
  return { ...state, claimed: level, status: 'claimed' };
}

/** What is approved stays: only what was claimed above it goes. */
function withdraw(state: ItemState): ItemState {
  if (!isUndecided(state)) throw new AppError('locked', 'what is claimed is approved');
  if (!isApproved(state)) return { ...state, claimed: null, status: 'drafting' };
  return { ...state, claimed: state.approved, status: statusOfApproval(state) };
}

/** Advice brings a claim one step on, and taken back one step back; in every other state it changes the advised level alone. */
function advise(state: ItemState, level: Level | null): ItemState {
  if (state.kind === 'dimension' && level !== null) throw new AppError('invalid', 'a dimension has no level to advise');
  const [before, after] = level === null ? (['advised', 'claimed'] as const) : (['claimed', 'advised'] as const);
  return { ...state, advised: level, status: state.status === before ? after : state.status };
}

function approve(state: ItemState, level: Level | null, withConditions: boolean): ItemState {
  if (state.kind === 'process' && level === null) throw new AppError('invalid', 'name the level of this item');
  if (state.kind === 'dimension' && level !== null) throw new AppError('invalid', 'a dimension has no level');
  if (isApproved(state) && levelRank(level) <= levelRank(state.approved))
    throw new AppError('locked', 'this item is approved at this level or above');
  if (levelRank(level) > levelRank(state.claimed))
    throw new AppError('notClaimed', 'the level is above the claimed one');
  const hasOpenConditions = withConditions || state.hasOpenConditions;
  return { ...state, approved: level, hasOpenConditions, status: statusOfApproval({ hasOpenConditions }) };
}

/** An item about which more was claimed meanwhile keeps the status of that claim. */
function meetConditions(state: ItemState): ItemState {
  if (!isApproved(state) || !state.hasOpenConditions)
    throw new AppError('notApproved', 'no approval with open conditions stands');
  const status = state.status === 'approvedWithConditions' ? 'approved' : state.status;
  return { ...state, hasOpenConditions: false, status };
}

/** A decision that approves nothing leaves the claim as it is: the body answers it with a new one. */
function decideOtherwise(state: ItemState, status: 'returned' | 'noted' | 'postponed'): ItemState {
  if (!isUndecided(state)) throw new AppError('locked', 'all that is claimed is approved; reopen it first');
  return { ...state, status };
}

function reopen(state: ItemState): ItemState {
  if (!isApproved(state)) throw new AppError('notApproved', 'this item is not approved');
  return { ...state, approved: null, hasOpenConditions: false, status: 'reopened' };
}

function statusOfApproval({ hasOpenConditions }: Pick<ItemState, 'hasOpenConditions'>): ItemStatus {
  return hasOpenConditions ? 'approvedWithConditions' : 'approved';
}
