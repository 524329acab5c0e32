import { AppError } from '@ruam/shared/errors/errors.ts';
import type { LineLimits } from './limits.ts';

/** Puts the numbered bodies of a line in order (docs/sync.md S15): each is handled once, however often it comes. */
export class LineInbox {
  readonly #limits: Pick<LineLimits, 'heldBodies' | 'heldBytes'>;
  readonly #handle: (body: Uint8Array) => void;
  readonly #held = new Map<number, Uint8Array>();
  #heldBytes = 0;
  #next = 1;

  constructor(limits: Pick<LineLimits, 'heldBodies' | 'heldBytes'>, handle: (body: Uint8Array) => void) {
    this.#limits = limits;
    this.#handle = handle;
  }

  /** Takes a body; one that was taken before is none. Throws `invalid` for one that is too far ahead to be kept. */
  take(number: number, body: Uint8Array): void {
    if (number < this.#next || this.#held.has(number)) return;
    if (number > this.#next) {
      const bytes = this.#heldBytes + body.length;
      if (number > this.#next + this.#limits.heldBodies || bytes > this.#limits.heldBytes) {
        throw new AppError('invalid', `send number ${this.#next} first`);
      }
      this.#heldBytes = bytes;
      this.#held.set(number, body);
      return;
    }
    let ready: Uint8Array | undefined = body;
    while (ready !== undefined) {
      this.#next += 1;
      this.#handle(ready);
      ready = this.#held.get(this.#next);
      if (ready === undefined) continue;
      this.#held.delete(this.#next);
      this.#heldBytes -= ready.length;
    }
  }
}
