import type { DocumentKind, DocumentState } from '../assessment/assessment.ts';
import { type Actor, hasRole, mayClaim } from './policy.ts';

/**
 * An older version of a text is brought back by the secretariat, and by the chair and the secretary of the item's body;
 * nobody does it with a locked text, nor with an advisor's note.
 */
export function mayRestoreVersion(
  actor: Actor,
  document: {
    readonly cycle: string;
    readonly kind: DocumentKind;
    readonly state: DocumentState;
    readonly category: string | null;
  },
): boolean {
  const { cycle, kind, state, category } = document;
  if (state === 'locked' || kind === 'advice') return false;
  return hasRole(actor, cycle, ['secretariat']) || (category !== null && mayClaim(actor, cycle, category));
}
