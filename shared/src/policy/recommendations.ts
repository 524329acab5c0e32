import { type Actor, hasRole } from './policy.ts';

/** Recommendations that are still open are taken into the next cycle by its secretariat. */
export function mayCarryOver(actor: Actor, cycle: string): boolean {
  return hasRole(actor, cycle, ['secretariat']);
}
