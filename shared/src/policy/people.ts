import { type Actor, hasRole } from './policy.ts';
import type { Role } from './roles.ts';

/** Who sits where in a cycle is arranged by its secretariat and its administrators. */
export function maySeatPeople(actor: Actor, cycle: string): boolean {
  return hasRole(actor, cycle, ['secretariat', 'administrator']);
}

/**
 * Who may give or take a seat: administrators are made and unmade by administrators only; nobody gives a seat to
 * themselves, the other who may must do it. To give up an own seat is free.
 */
export function mayChangeSeat(
  actor: Actor,
  cycle: string,
  { person, role, isGiven }: { readonly person: string | null; readonly role: Role; readonly isGiven: boolean },
): boolean {
  if (!maySeatPeople(actor, cycle)) return false;
  if (isGiven && person === actor.id) return false;
  return role !== 'administrator' || hasRole(actor, cycle, ['administrator']);
}

/** Accounts and the sign-in policy of an agency are its administrators' (of any cycle). */
export function mayAdministerAgency(actor: Actor): boolean {
  return actor.seats.some((seat) => seat.role === 'administrator');
}

/** A cycle is never left without somebody who holds each of these roles. */
export const neverEmptyRoles: readonly Role[] = ['administrator', 'secretariat'];
