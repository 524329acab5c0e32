import type { IncomingMessage } from 'node:http';
import { type CloseCode, closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import type { SyncHost, SyncPerson } from './host.ts';

/** Who is let in, and as what; `asOf` counts what may have changed it since. */
export interface Admission {
  readonly person: SyncPerson;
  readonly mayWrite: boolean;
  readonly asOf: number;
}

/** Why somebody is not, or no longer, let in. */
export interface Refused {
  readonly code: CloseCode;
  readonly reason: string;
}

/** Asks the host who a connection is and what it may do with its document, as often as that may have changed. */
export class Admittance {
  readonly #host: SyncHost;
  readonly #request: IncomingMessage;
  readonly #documentId: string;
  #changes = 0;
  #person: SyncPerson | null = null;
  #askedAt = 0;

  constructor(host: SyncHost, request: IncomingMessage, documentId: string) {
    this.#host = host;
    this.#request = request;
    this.#documentId = documentId;
  }

  /** Whether what `asOf` was told may be no longer true. */
  isOld(asOf: number): boolean {
    return asOf !== this.#changes;
  }

  get asOf(): number {
    return this.#changes;
  }

  /** As it was asked last; null before the first time. */
  get person(): SyncPerson | null {
    return this.#person;
  }

  /** Something may have changed: an asking that is under way begins anew. */
  changed(): void {
    this.#changes += 1;
  }

  /** When it was asked last, in the time of `ask`. */
  get askedAt(): number {
    return this.#askedAt;
  }

  /** @param wasIn who was in knows that the document exists. Rejects when the host cannot tell */
  async ask(wasIn: boolean, now: number): Promise<Admission | Refused> {
    this.#askedAt = now;
    for (;;) {
      const asOf = this.#changes;
      const person = await this.#host.authenticate(this.#request);
      const access = person === null ? null : await this.#host.access(person, this.#documentId);
      if (this.isOld(asOf)) continue;
      this.#person = person;
      if (person === null) return { code: closeCodes.signedOut, reason: 'not signed in' };
      if (access === null && !wasIn) return { code: closeCodes.notFound, reason: 'no such document' };
      if (!access?.read) return { code: closeCodes.forbidden, reason: 'no right to read here' };
      return { person, mayWrite: access.write, asOf };
    }
  }
}
