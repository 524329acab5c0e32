import { type Actor, hasRole, mayReadCycle } from './policy.ts';

/** A report is asked for by whoever reads the cycle. */
export function mayAskForReport(actor: Actor, cycle: string): boolean {
  return mayReadCycle(actor, cycle);
}

/** A report that was asked for is had, and given up, by who asked and by the secretariat. */
export function mayHaveReport(actor: Actor, { cycle, personId }: { cycle: string; personId: string }): boolean {
  if (!mayReadCycle(actor, cycle)) return false;
  return personId === actor.id || hasRole(actor, cycle, ['secretariat']);
}
