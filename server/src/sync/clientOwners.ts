import type { ClientBinding } from './clientBindings.ts';

/** What it must know of the document. */
interface WrittenText {
  /** Whether somebody has written under this client id. */
  has(clientId: number): boolean;
}

/**
 * Whose the client ids of one document are (docs/sync.md S7): of the person who first named them, as soon as they are
 * named; others hear of them when that is stored. Ids that the document knows and nobody owns are the server's.
 */
export class ClientOwners {
  readonly #text: WrittenText;
  readonly #maxUnused: number;
  #stored: Map<number, string>;
  /** Named here, and on the way to the store; null: by the server itself. */
  readonly #claimed = new Map<number, string | null>();
  /** To be stored although no update brings them. */
  readonly #asked = new Map<number, string>();
  #forgotten: number[] = [];

  /** @param maxUnused ids that a person may have without having written under them */
  constructor(text: WrittenText, stored: ReadonlyMap<number, string>, maxUnused: number) {
    this.#text = text;
    this.#maxUnused = maxUnused;
    this.#stored = new Map(stored);
  }

  /** Null: the server's. Undefined: nobody's yet. */
  ownerOf(clientId: number): string | null | undefined {
    const owner = this.#stored.get(clientId);
    if (owner !== undefined) return owner;
    const claimed = this.#claimed.get(clientId);
    if (claimed !== undefined) return claimed;
    return this.#text.has(clientId) ? null : undefined;
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
    const unstored = clientIds.filter((clientId) => !this.#stored.has(clientId));
    for (const clientId of unstored) this.#claimed.set(clientId, ownerId);
    // The server's own need no row: what a document knows and nobody owns is the server's.
    return ownerId === null ? [] : unstored;
  }

  /** Claims an id that must be stored soon; of many that a person has and wrote nothing under, the oldest is forgotten. */
  ask(clientId: number, personId: string): void {
    const unused = [...this.#stored].filter(([known, owner]) => owner === personId && !this.#text.has(known));
    for (const [oldest] of unused.slice(0, Math.max(0, unused.length - this.#maxUnused + 1))) {
      this.#stored.delete(oldest);
      this.#forgotten.push(oldest);
    }
    this.#claimed.set(clientId, personId);
    this.#asked.set(clientId, personId);
  }

  /** Ids that are to be forgotten by the store. */
  takeForgotten(): readonly number[] {
    const forgotten = this.#forgotten;
    this.#forgotten = [];
    return forgotten;
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
