import { type Actor, hasRole, mayClaim, sitsInCategory } from './policy.ts';

/** Notes and advised levels are the advisors'. */
export function mayAdvise(actor: Actor, cycle: string): boolean {
  return hasRole(actor, cycle, ['advisor']);
}

/** A note is changed, submitted and put in a new version by its author, as long as that is an advisor of the cycle. */
export function maySubmitNote(
  actor: Actor,
  note: { readonly cycle: string; readonly authorId: string | null },
): boolean {
  return note.authorId === actor.id && mayAdvise(actor, note.cycle);
}

/** A note is answered by the chair and the secretary of the item's body, and by the secretariat. */
export function mayAnswerNote(actor: Actor, cycle: string, category: string): boolean {
  return mayClaim(actor, cycle, category) || hasRole(actor, cycle, ['secretariat']);
}

/** The versions before and after a visit of the advisors are kept by the secretariat. */
export function mayKeepAdvisorSession(actor: Actor, cycle: string): boolean {
  return hasRole(actor, cycle, ['secretariat']);
}

/** A private level is given by everybody who sits in the item's body, for themselves. */
export function mayGivePrivateLevel(actor: Actor, cycle: string, category: string): boolean {
  return sitsInCategory(actor, cycle, category);
}

/** Private levels are revealed, and a new round begun, by the chair and the secretary of the item's body. */
export function mayRevealLevels(actor: Actor, cycle: string, category: string): boolean {
  return mayClaim(actor, cycle, category);
}
