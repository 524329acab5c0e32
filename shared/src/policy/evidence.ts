import type { Confidentiality, FileUse } from '../api/evidence.ts';
import { type Actor, hasRole, mayReadCycle, sitsInCategory } from './policy.ts';
import type { Role } from './roles.ts';

/** What the policy must know of an entry of the evidence register. */
export interface EvidenceFacts {
  readonly cycle: string;
  /** Of the checks that it proves and the items that it belongs to. */
  readonly categories: readonly string[];
  /** Who added it. */
  readonly personId: string;
  readonly confidentiality: Confidentiality;
}

/** What the policy must know of a file. */
export interface FileFacts {
  readonly cycle: string;
  readonly use: FileUse;
  /** Who uploaded it. */
  readonly personId: string;
  /** The entries of the register that it is, or was, a version of. */
  readonly entries: readonly EvidenceFacts[];
}

const bodies: readonly Role[] = ['member', 'chair', 'secretary', 'secretariat'];
const writers: readonly Role[] = [...bodies, 'steering-chair', 'advisor'];
const trusted: readonly Role[] = ['secretariat', 'steering-chair', 'steering-member', 'advisor'];

/** Pictures come from whoever writes a document of the cycle; evidence from the bodies of categories and the secretariat. */
export function mayUpload(actor: Actor, cycle: string, use: FileUse): boolean {
  return hasRole(actor, cycle, use === 'text' ? writers : bodies);
}

/** Whether the person may say, or take back, that an entry belongs to a category's checks and items. */
export function mayPlaceEvidence(actor: Actor, cycle: string, category: string): boolean {
  return sitsInCategory(actor, cycle, category) || hasRole(actor, cycle, ['secretariat']);
}

/** Title, dates, confidentiality and file: by the bodies that use the entry, who added it, and the secretariat. */
export function mayChangeEvidence(actor: Actor, { cycle, categories, personId }: EvidenceFacts): boolean {
  if (!hasRole(actor, cycle, bodies)) return false;
  return personId === actor.id || isOfItsBodies(actor, cycle, categories) || hasRole(actor, cycle, ['secretariat']);
}

/**
 * A confidential entry's file is opened by the bodies that use it, who added it, the steering committee, the secretariat
 * and the advisors; any other by everybody in the cycle.
 */
export function mayOpenEvidence(actor: Actor, entry: EvidenceFacts): boolean {
  if (!mayReadCycle(actor, entry.cycle)) return false;
  if (entry.confidentiality !== 'confidential') return true;
  return hasRole(actor, entry.cycle, trusted) || mayChangeEvidence(actor, entry);
}

/** Pictures of texts are for everybody in the cycle; a file of the register follows its entries, and its uploader has it. */
export function mayOpenFile(actor: Actor, { cycle, use, personId, entries }: FileFacts): boolean {
  if (!mayReadCycle(actor, cycle)) return false;
  if (use === 'text') return true;
  return (
    (personId === actor.id && mayUpload(actor, cycle, use)) || entries.some((entry) => mayOpenEvidence(actor, entry))
  );
}

function isOfItsBodies(actor: Actor, cycle: string, categories: readonly string[]): boolean {
  return categories.some((category) => sitsInCategory(actor, cycle, category));
}
