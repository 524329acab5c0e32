import { type Actor, hasRole, mayClaim } from './policy.ts';

/** That a check is met is said by who may claim a level of the item: its body's chair and secretary. */
export function mayTick(actor: Actor, cycle: string, category: string): boolean {
  return mayClaim(actor, cycle, category);
}

/** The register of units is kept by the secretariat and the administrators. */
export function mayEditUnits(actor: Actor, cycle: string): boolean {
  return hasRole(actor, cycle, ['secretariat', 'administrator']);
}
