import { deleteDatabase } from './indexedDb.ts';
import { currentReplica, type ReplicaEnvironment, whileUnheld } from './replicaHome.ts';
import { pointerKey, type ReplicaName, readReplicaName } from './replicaName.ts';
import { mergeUpdates, openReplicaStore, type ReplicaStore } from './replicaStore.ts';
import type { PostedRescue } from './rescuePost.ts';

/** A replica with nothing unsent goes when it was not used for so long. */
const keepMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Looks at what tabs left in this browser, for one person (docs/sync.md S13): replicas that are not current become a
 * rescue, or go if everything in them is safe; current ones stay, for 30 days after their last use. What a tab holds is
 * that tab's. Databases of other persons are not opened.
 *
 * @returns the current replicas with edits that are not known to be acknowledged: open their documents
 */
export async function lookAtLeftovers(
  environment: ReplicaEnvironment,
  postRescue: (documentId: string, update: Uint8Array) => Promise<PostedRescue>,
  personId: string,
): Promise<readonly ReplicaName[]> {
  // Older browsers cannot list: what was left there is found when its document is opened.
  const found = (await environment.databases.databases?.()) ?? [];
  const unsent: ReplicaName[] = [];
  for (const { name } of found) {
    const replica = name === undefined ? null : readReplicaName(name);
    if (name === undefined || replica?.personId !== personId) continue;
    try {
      if (currentReplica(environment, replica) !== name) {
        await whileUnheld(environment, name, () => recover(environment, postRescue, name, replica.documentId));
      } else if (await isCurrentUnsent(environment, replica, name)) unsent.push(replica);
    } catch {
      // One that cannot be opened now stays for the next start, and must not keep the others from being looked at.
    }
  }
  return unsent;
}

async function recover(
  environment: ReplicaEnvironment,
  postRescue: (documentId: string, update: Uint8Array) => Promise<PostedRescue>,
  name: string,
  documentId: string,
): Promise<void> {
  const { unsent, updates } = await withStore(environment, name, (store) => store.peek());
  if (unsent > 0) {
    // The server keeps only what it does not have.
    const posted = await postRescue(documentId, mergeUpdates(updates));
    if (posted.name !== 'kept') return;
  }
  await deleteDatabase(environment.databases, name);
}

/** Under the pointer's lock: whoever opens the document meanwhile waits, and then finds the replica or no pointer. */
function isCurrentUnsent(environment: ReplicaEnvironment, replica: ReplicaName, name: string): Promise<boolean> {
  const key = pointerKey(replica);
  return environment.locks.request(key, async () => {
    const isUnsent = await whileUnheld(environment, name, async () => {
      const { unsent, usedAt } = await withStore(environment, name, (store) => store.readStanding());
      if (unsent > 0) return true;
      if (environment.now() - (usedAt ?? 0) < keepMs) return false;
      environment.pointers.removeItem(key);
      await deleteDatabase(environment.databases, name);
      return false;
    });
    return isUnsent === true;
  });
}

async function withStore<Result>(
  environment: ReplicaEnvironment,
  name: string,
  read: (store: ReplicaStore) => Promise<Result>,
): Promise<Result> {
  const store = await openReplicaStore(environment.databases, name, environment.makeId());
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}
