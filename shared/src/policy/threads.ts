import { type Actor, type DocumentFacts, hasRole, mayClaim, mayWriteDocument } from './policy.ts';
import type { Role } from './roles.ts';

const commenters: readonly Role[] = [
  'member',
  'chair',
  'secretary',
  'advisor',
  'steering-member',
  'steering-chair',
  'secretariat',
];

/** Everybody who works in a cycle comments on all of it, on locked documents too; observers and administrators read. */
export function mayComment(actor: Actor, cycle: string): boolean {
  return hasRole(actor, cycle, commenters);
}

/** Only the own comment is edited. */
export function mayEditComment(actor: Actor, cycle: string, authorId: string): boolean {
  return actor.id === authorId && mayComment(actor, cycle);
}

/**
 * A thread is resolved and reopened by who opened it, who writes the document (locked or not), the chair and the
 * secretary of the item's body, and the secretariat.
 */
export function mayResolveThread(actor: Actor, document: DocumentFacts, openerId: string): boolean {
  const { cycle, category } = document;
  if (!mayComment(actor, cycle)) return false;
  return (
    actor.id === openerId ||
    hasRole(actor, cycle, ['secretariat']) ||
    (category !== null && mayClaim(actor, cycle, category)) ||
    mayWriteDocument(actor, { ...document, state: 'open', submitted: false })
  );
}
