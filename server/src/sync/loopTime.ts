import type { SyncLimits } from './limits.ts';
import { RateLimit } from './rateLimit.ts';

/** What the updates of each person take of the loop. Who takes too much waits, on all connections; the others do not. */
export class LoopTime {
  readonly #msPerSecond: number;
  readonly #now: () => number;
  readonly #people = new Map<string, RateLimit>();

  constructor({ loopMsPerSecond }: SyncLimits, now: () => number) {
    this.#msPerSecond = loopMsPerSecond;
    this.#now = now;
  }

  spent(personId: string, ms: number): void {
    const now = this.#now();
    let person = this.#people.get(personId);
    if (person === undefined) {
      person = new RateLimit(this.#msPerSecond, now);
      this.#people.set(personId, person);
    }
    person.take(now, ms);
  }

  /** How long the person has to wait before the next message; 0: not at all. */
  waitMs(personId: string, now: number): number {
    return this.#people.get(personId)?.waitMs(now) ?? 0;
  }
}
