import { type Actor, hasRole } from './policy.ts';

/** Resolutions are recorded by the steering chair and the secretariat; what concerns an item, as decisions on it are. */
export function mayResolve(actor: Actor, cycle: string): boolean {
  return hasRole(actor, cycle, ['steering-chair', 'secretariat']);
}

/** After a meeting, what was forgotten is recorded, and its minutes are prepared and circulated, by the secretariat. */
export function mayKeepMinutes(actor: Actor, cycle: string): boolean {
  return hasRole(actor, cycle, ['secretariat']);
}
