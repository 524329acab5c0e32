import type { Doc } from 'yjs';
import type { ClientBinding } from './clientBindings.ts';

/**
 * Whose the client ids of one document are (docs/sync.md S7): of the person who first named them, as soon as they are
 * named; others hear of them when that is stored. Ids that the document knows and nobody owns are the server's.
 */
export class ClientOwners {
  readonly #doc: Doc;
  readonly #maxUnused: number;
  #stored: Map<number, string>;
  readonly #claimed = new Map<number, string>();
  /** To be stored although no update brings them. */
  readonly #asked = new Map<number, string>();

  /** @param maxUnused ids that a person may have without having written under them */
  constructor(doc: Doc, stored: ReadonlyMap<number, string>, maxUnused: number) {
    this.#doc = doc;
    this.#maxUnused = maxUnused;
    this.#stored = new Map(stored);
  }

  /** Null: the server's. Undefined: nobody's yet. */
  ownerOf(clientId: number): string | null | undefined {
    const owner = this.#stored.get(clientId) ?? this.#claimed.get(clientId);
    if (owner !== undefined) return owner;
    return this.#doc.store.clients.has(clientId) ? null : undefined;
  }

  isStored(clientId: number): boolean {
    return this.#stored.has(clientId) || this.ownerOf(clientId) === null;
  }

  /** Whether someone may write under these ids; null is the server. */
  mayUse(clientIds: readonly number[], ownerId: string | null): boolean {
    return clientIds.every((clientId) => {
      const owner = this.ownerOf(clientId);
      return owner === undefined || owner === ownerId;
    });
  }

  /** Makes those that are nobody's the person's; gives those that are still to be stored. */
  claim(clientIds: readonly number[], ownerId: string | null): readonly number[] {
    if (ownerId === null) return [];
    const unstored = clientIds.filter((clientId) => !this.#stored.has(clientId));
    for (const clientId of unstored) this.#claimed.set(clientId, ownerId);
    return unstored;
  }

  /** Claims an id that must be stored soon; a person who has claimed too many and written under none is not heard. */
  ask(clientId: number, personId: string): void {
    if (this.#unusedOf(personId) >= this.#maxUnused) return;
    this.#claimed.set(clientId, personId);
    this.#asked.set(clientId, personId);
  }

  /** Ids that stand only here: everything that a person ever named costs each load. */
  #unusedOf(personId: string): number {
    let unused = 0;
    for (const owners of [this.#stored, this.#claimed])
      for (const [clientId, owner] of owners)
        if (owner === personId && !this.#doc.store.clients.has(clientId)) unused += 1;
    return unused;
  }

  get hasAsked(): boolean {
    return this.#asked.size > 0;
  }

  takeAsked(): readonly ClientBinding[] {
    const asked = [...this.#asked].map(([clientId, personId]) => ({ clientId, personId }));
    this.#asked.clear();
    return asked;
  }

  /** They are in the store now. */
  bound(bindings: readonly ClientBinding[]): void {
    for (const { clientId, personId } of bindings) {
      this.#stored.set(clientId, personId);
      this.#claimed.delete(clientId);
    }
  }

  /** The store as it is: another process may have bound some. */
  learn(stored: ReadonlyMap<number, string>): void {
    this.#stored = new Map(stored);
    for (const clientId of stored.keys()) this.#claimed.delete(clientId);
  }
}
