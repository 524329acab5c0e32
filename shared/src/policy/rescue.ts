import { type Actor, hasRole, mayReadCycle } from './policy.ts';

/** A refused edit is put away, and brought back, by its author and the secretariat. */
export function mayDiscardRescue(actor: Actor, rescue: { readonly cycle: string; readonly personId: string }): boolean {
  if (!mayReadCycle(actor, rescue.cycle)) return false;
  return rescue.personId === actor.id || hasRole(actor, rescue.cycle, ['secretariat']);
}
