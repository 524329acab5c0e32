import {
  claimReplica,
  currentReplica,
  type HeldReplica,
  type ReplicaEnvironment,
  removeLeft,
  unpoint,
} from './replicaHome.ts';
import { pointerKey, type ReplicaOwner } from './replicaName.ts';
import { openReplicaStore, type ReplicaStore, type StoredReplica } from './replicaStore.ts';

/** A browser that does not answer must not keep a document from opening. */
const openLimitMs = 3_000;

/** What was kept of a replica, and under which generation it was made (S14). */
export interface KeptReplica extends StoredReplica {
  readonly generation: number;
}

interface Opened {
  readonly held: HeldReplica;
  readonly store: ReplicaStore;
}

/**
 * Keeps one session's replica in this browser (docs/sync.md S13). Nothing in here may stop the session: whatever fails
 * only means that the replica is not kept.
 */
export class ReplicaKeeper {
  readonly #environment: ReplicaEnvironment | null;
  readonly #owner: ReplicaOwner;
  readonly #onChange: () => void;
  readonly #stopListening: () => void;
  #opened: Opened | null = null;
  #isKept: boolean | null = null;
  #isSuperseded = false;
  #hasLeft = false;

  /** @param environment null: this browser keeps nothing. @param onChange `isKept` or `isSuperseded` has changed */
  constructor(environment: ReplicaEnvironment | null, owner: ReplicaOwner, onChange: () => void) {
    this.#environment = environment;
    this.#owner = owner;
    this.#onChange = onChange;
    if (environment === null) this.#isKept = false;
    this.#stopListening = environment?.onPointer((key) => this.#pointerChanged(key)) ?? (() => {});
  }

  /** Whether what is written is kept in this browser; null: not known yet. */
  get isKept(): boolean | null {
    return this.#isKept;
  }

  /** Another tab has retired this replica: leave it as soon as everything in it is safe. */
  get isSuperseded(): boolean {
    return this.#isSuperseded;
  }

  /** Takes hold of the current replica and reads it; null when this browser does not keep it. Never rejects. */
  async open(generation: number): Promise<KeptReplica | null> {
    if (this.#environment === null) return null;
    const opening = this.#open(this.#environment, generation);
    let limit: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<'late'>((resolve) => {
      limit = setTimeout(() => resolve('late'), openLimitMs);
    });
    const result = await Promise.race([opening.catch(() => 'failed' as const), late]);
    clearTimeout(limit);
    if (result === 'failed' || result === 'late' || this.#hasLeft) {
      // What is in it stays for the next start; merging it later could bring an older generation into this one.
      if (result !== 'failed') opening.then((late) => close(late.opened)).catch(() => {});
      this.#isKept = false;
      return null;
    }
    const { opened, stored } = result;
    this.#opened = opened;
    this.#isKept = !opened.store.hasFailed;
    opened.store.onFailure = () => {
      this.#isKept = false;
      this.#onChange();
    };
    return { ...stored, generation: opened.held.generation };
  }

  /** Keeps an update; `edit` as in `ReplicaStore.keep`. */
  keep(update: Uint8Array, edit: number | null): void {
    this.#opened?.store.keep(update, edit);
  }

  /** The server has acknowledged own edits up to this number. */
  acknowledged(edits: number): void {
    this.#opened?.store.settle(edits);
  }

  /** The replica holds the server's state. */
  markSynced(): void {
    this.#opened?.store.markSynced();
  }

  /**
   * Everything in it is acknowledged or a rescue: it is current no longer, for all tabs, and is removed when no tab holds
   * it any more. Never rejects.
   */
  async retire(): Promise<void> {
    const opened = this.#opened;
    if (opened !== null && this.#environment !== null) {
      opened.store.settle(Number.POSITIVE_INFINITY);
      await unpoint(this.#environment, opened.held.name).catch(() => {});
    }
    await this.leave();
  }

  /** Lets go of the database; what is unsent stays in it. Never rejects. */
  async leave(): Promise<void> {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.#stopListening();
    const opened = this.#opened;
    this.#opened = null;
    if (opened === null || this.#environment === null) return;
    await close(opened);
    // The next start looks again at what could not be removed.
    await removeLeft(this.#environment, opened.held.name).catch(() => {});
  }

  async #open(environment: ReplicaEnvironment, generation: number): Promise<{ opened: Opened; stored: StoredReplica }> {
    const held = await claimReplica(environment, this.#owner, generation);
    const found = await openHeld(environment, held);
    if (held.generation >= generation || found.stored.updates.length > 0) return found;
    // Nothing is in it, so nothing has to stay with the older generation.
    await unpoint(environment, held.name);
    await close(found.opened);
    await removeLeft(environment, held.name);
    return this.#open(environment, generation);
  }

  #pointerChanged(key: string | null): void {
    if (this.#opened === null || this.#environment === null) return;
    if (key !== null && key !== pointerKey(this.#owner)) return;
    this.#isSuperseded = currentReplica(this.#environment, this.#owner) !== this.#opened.held.name;
    if (this.#isSuperseded) this.#onChange();
  }
}

async function openHeld(
  environment: ReplicaEnvironment,
  held: HeldReplica,
): Promise<{ opened: Opened; stored: StoredReplica }> {
  try {
    const store = await openReplicaStore(environment.databases, held.name, environment.makeId());
    return { opened: { held, store }, stored: await store.load(environment.now()) };
  } catch (error) {
    held.release();
    throw error;
  }
}

async function close({ held, store }: Opened): Promise<void> {
  await store.close();
  held.release();
}
