import { type Actor, mayReadCycle } from './policy.ts';

/**
 * What a search may show of a document: what everybody with a role in its cycle reads; an advice note that is not
 * submitted only to its author.
 */
export function mayFindDocument(
  actor: Actor,
  document: {
    readonly cycle: string;
    readonly kind: string;
    readonly authorId: string | null;
    readonly submitted: boolean;
  },
): boolean {
  if (!mayReadCycle(actor, document.cycle)) return false;
  return document.kind !== 'advice' || document.submitted || document.authorId === actor.id;
}
