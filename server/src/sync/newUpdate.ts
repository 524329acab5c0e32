import type { Doc } from 'yjs';
import type { ClientOwners } from './clientOwners.ts';
import type { SyncLimits } from './limits.ts';
import type { RefusalReason } from './refusal.ts';
import type { SizeEstimate } from './sizeEstimate.ts';
import type { Inspection } from './updateInspection.ts';

/** Client ids that one update may bring: a replica that was loaded often without a connection has a handful. */
const maxNewClients = 64;
/** Client ids of a document: each page load that wrote something is one. Below what a state vector may name. */
const maxClients = 30_000;

/** What an update that could be integrated is held against. */
export interface NewUpdateBounds {
  /** What is integrated: all but some letters at most. */
  readonly doc: Doc;
  readonly owners: ClientOwners;
  readonly size: SizeEstimate;
  readonly limits: SyncLimits;
  /** Bytes that are on their way already. */
  readonly uncommittedBytes: number;
  /** Counts the document exactly. */
  readonly measure: () => void;
}

/**
 * Why an update that could be integrated is refused all the same, or is to be tried first; null when it is taken.
 *
 * @param ownerId whose client ids it may use; null is the server
 */
export function judgeNewUpdate(
  { frontier, inserts, scattered, update }: Extract<Inspection, { kind: 'new' }>,
  { ownerId, isTried }: { readonly ownerId: string | null; readonly isTried: boolean },
  { doc, owners, size, limits, uncommittedBytes, measure }: NewUpdateBounds,
): RefusalReason | 'heavy' | null {
  const { clients } = frontier;
  if (!owners.mayUse(clients, ownerId)) return 'identity';
  const ids = clients.filter((clientId) => !doc.store.clients.has(clientId)).length;
  if (ids > maxNewClients) return 'identity';
  if (ids > 0 && doc.store.clients.size + ids > maxClients) return 'tooLarge';
  if (inserts && !size.hasSpace(update.length, uncommittedBytes, measure)) return 'tooLarge';
  return scattered > limits.untriedStructs && !isTried ? 'heavy' : null;
}
