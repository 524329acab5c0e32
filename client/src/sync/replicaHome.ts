import { deleteDatabase } from './indexedDb.ts';
import { pointerKey, type ReplicaOwner, readReplicaName, writeReplicaName } from './replicaName.ts';
import { openReplicaStore } from './replicaStore.ts';

/** What a browser gives its tabs together, to keep replicas in. */
export interface ReplicaEnvironment {
  readonly databases: IDBFactory;
  /** Which replica of a document is current; shared by the tabs. */
  readonly pointers: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Calls the listener with the key of a pointer that another tab changed; returns how to stop that. */
  readonly onPointer: (listener: (key: string | null) => void) => () => void;
  readonly locks: LockManager;
  /** Unique, also among tabs. */
  readonly makeId: () => string;
  /** Epoch ms. */
  readonly now: () => number;
}

/** A replica's database that this tab holds: nobody deletes it until the release. */
export interface HeldReplica {
  readonly name: string;
  readonly generation: number;
  readonly release: () => void;
}

/**
 * Takes hold of the current replica of a person's document; if there is none, a new one becomes it (docs/sync.md S13).
 *
 * @param generation of a new one
 */
export function claimReplica(
  environment: ReplicaEnvironment,
  owner: ReplicaOwner,
  generation: number,
): Promise<HeldReplica> {
  return environment.locks.request(pointerKey(owner), async () => {
    return hold(environment, currentReplica(environment, owner) ?? point(environment, owner, generation));
  });
}

/** Makes a replica the current one no longer: whoever claims next gets a new one. */
export async function unpoint(environment: ReplicaEnvironment, name: string): Promise<void> {
  const owner = ownerOf(name);
  await environment.locks.request(pointerKey(owner), async () => {
    if (currentReplica(environment, owner) === name) environment.pointers.removeItem(pointerKey(owner));
  });
}

/** The name of the current replica; null when there is none. */
export function currentReplica(environment: ReplicaEnvironment, owner: ReplicaOwner): string | null {
  const name = environment.pointers.getItem(pointerKey(owner));
  const read = name === null ? null : readReplicaName(name);
  // A pointer that names what belongs to somebody else is not followed.
  return read?.personId === owner.personId && read.documentId === owner.documentId ? name : null;
}

/** Deletes a replica that is not current, that no tab holds and in which everything is acknowledged or a rescue. */
export async function removeLeft(environment: ReplicaEnvironment, name: string): Promise<void> {
  if (currentReplica(environment, ownerOf(name)) === name) return;
  await whileUnheld(environment, name, async () => {
    const store = await openReplicaStore(environment.databases, name, environment.makeId());
    const { unsent } = await store.readStanding();
    await store.close();
    if (unsent === 0) await deleteDatabase(environment.databases, name);
  });
}

/** Does something with a replica that no tab holds, and keeps others from taking hold meanwhile; else null. */
export function whileUnheld<Result>(
  environment: ReplicaEnvironment,
  name: string,
  work: () => Promise<Result>,
): Promise<Result | null> {
  return environment.locks.request(name, { ifAvailable: true }, async (lock) => (lock === null ? null : work()));
}

/** Whose replica it is. Only for names of replicas. */
function ownerOf(name: string): ReplicaOwner {
  const read = readReplicaName(name);
  if (read === null) throw new Error(`not a replica: ${name}`);
  return read;
}

function point(environment: ReplicaEnvironment, owner: ReplicaOwner, generation: number): string {
  const name = writeReplicaName({ ...owner, generation, random: environment.makeId() });
  environment.pointers.setItem(pointerKey(owner), name);
  return name;
}

function hold(environment: ReplicaEnvironment, name: string): Promise<HeldReplica> {
  return new Promise((held, failed) => {
    environment.locks
      .request(name, { mode: 'shared' }, () => {
        return new Promise<void>((release) =>
          held({ name, generation: readReplicaName(name)?.generation ?? 0, release }),
        );
      })
      .catch(failed);
  });
}
