import type { MeetingState } from '../meetings/state.ts';
import { type Actor, hasRole } from './policy.ts';

/** What the policy must know of a meeting. */
export interface MeetingFacts {
  readonly cycle: string;
  readonly body: string;
  readonly state: MeetingState;
}

/** Meetings are planned, published and run by the secretariat. */
export function mayPrepareMeetings(actor: Actor, cycle: string): boolean {
  return hasRole(actor, cycle, ['secretariat']);
}

/** The secretariat and who reads all of a cycle see every meeting; others those of their own body that are published. */
export function mayReadMeeting(actor: Actor, { cycle, body, state }: MeetingFacts): boolean {
  if (hasRole(actor, cycle, ['secretariat', 'observer', 'administrator'])) return true;
  return state !== 'planned' && sitsInBody(actor, cycle, body);
}

/** Who sits in the body raises a hand in its meeting, and writes to its secretary. */
export function mayTakePart(actor: Actor, { cycle, body, state }: MeetingFacts): boolean {
  return state !== 'planned' && sitsInBody(actor, cycle, body);
}

function sitsInBody(actor: Actor, cycle: string, body: string): boolean {
  return actor.seats.some((seat) => seat.cycle === cycle && seat.body === body);
}
