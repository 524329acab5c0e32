import { type Actor, hasRole, mayDecide, sitsInCategory } from './policy.ts';

/** The reopening of an item is asked for by whoever writes or claims in its body: every member of it. */
export function mayRequestReopening(actor: Actor, cycle: string, category: string): boolean {
  return sitsInCategory(actor, cycle, category);
}

/** That conditions are met is recorded by the secretariat; nobody does it for an item of the own body. */
export function mayMeetConditions(actor: Actor, cycle: string, category: string): boolean {
  return hasRole(actor, cycle, ['secretariat']) && mayDecide(actor, cycle, category);
}

/** A version of the texts of a cycle is kept by the secretariat, and by the chairs and secretaries of its bodies. */
export function mayKeepVersion(actor: Actor, cycle: string): boolean {
  return hasRole(actor, cycle, ['secretariat', 'chair', 'secretary', 'steering-chair']);
}
