import type { DocumentKind, DocumentState } from '../assessment/assessment.ts';
import { bodyOfCategory, type Role, type Seat } from './roles.ts';

/** What the policy must know of a person: who, and every seat. */
export interface Actor {
  readonly id: string;
  readonly seats: readonly Seat[];
}

/** What the policy must know of a document. */
export interface DocumentFacts {
  readonly cycle: string;
  readonly kind: DocumentKind;
  readonly state: DocumentState;
  /** The category of its item, null for documents of the whole cycle. */
  readonly category: string | null;
  readonly authorId: string | null;
  readonly submitted: boolean;
}

/** Everybody with a role in a cycle reads all of it. */
export function mayReadCycle(actor: Actor, cycle: string): boolean {
  return actor.seats.some((seat) => seat.cycle === cycle);
}

/** Who edits what: the table of documents in docs/architecture.md. A locked or submitted document is edited by nobody. */
export function mayWriteDocument(actor: Actor, document: DocumentFacts): boolean {
  if (document.state === 'locked') return false;
  switch (document.kind) {
    case 'evidence':
    case 'results':
      return sitsInCategory(actor, document.cycle, document.category);
    case 'recommendations':
      return (
        sitsInCategory(actor, document.cycle, document.category) || hasRole(actor, document.cycle, ['secretariat'])
      );
    case 'advice':
      return !document.submitted && document.authorId === actor.id && hasRole(actor, document.cycle, ['advisor']);
    case 'overview':
      return hasRole(actor, document.cycle, ['secretariat', 'steering-chair']);
    case 'minutes':
      return hasRole(actor, document.cycle, ['secretariat']);
  }
}

/** A level is claimed by the chair or the secretary of the item's body. */
export function mayClaim(actor: Actor, cycle: string, category: string): boolean {
  return actor.seats.some(
    (seat) =>
      seat.cycle === cycle &&
      seat.body === bodyOfCategory(category) &&
      (seat.role === 'chair' || seat.role === 'secretary'),
  );
}

/**
 * A decision on an item is recorded by the steering chair or the secretariat; nobody decides an item of a body of which
 * they are a member.
 */
export function mayDecide(actor: Actor, cycle: string, category: string): boolean {
  return hasRole(actor, cycle, ['steering-chair', 'secretariat']) && !sitsInCategory(actor, cycle, category);
}

/** A refused edit is read by its author, the chair and the secretary of the item's body, and the secretariat. */
export function mayReadRescue(
  actor: Actor,
  rescue: { readonly cycle: string; readonly category: string | null; readonly personId: string },
): boolean {
  if (!mayReadCycle(actor, rescue.cycle)) return false;
  return (
    rescue.personId === actor.id ||
    hasRole(actor, rescue.cycle, ['secretariat']) ||
    (rescue.category !== null && mayClaim(actor, rescue.cycle, rescue.category))
  );
}

/** Reports are imported by a member of the secretariat (of any cycle of the agency). */
export function mayImport(actor: Actor): boolean {
  return actor.seats.some((seat) => seat.role === 'secretariat');
}

/** Whether the person has a seat in the body of this category. */
export function sitsInCategory(actor: Actor, cycle: string, category: string | null): boolean {
  return (
    category !== null && actor.seats.some((seat) => seat.cycle === cycle && seat.body === bodyOfCategory(category))
  );
}

/** Whether the person has one of these roles in the cycle. */
export function hasRole(actor: Actor, cycle: string, roles: readonly Role[]): boolean {
  return actor.seats.some((seat) => seat.cycle === cycle && roles.includes(seat.role));
}
