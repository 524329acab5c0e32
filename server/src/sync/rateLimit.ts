/** A bucket of tokens: `rate` a second flow in, at most two seconds' worth are kept. A rate of 0 never limits. */
export class RateLimit {
  readonly #rate: number;
  #tokens: number;
  #at: number;

  constructor(rate: number, now: number) {
    this.#rate = rate;
    this.#tokens = rate * 2;
    this.#at = now;
  }

  /** Takes tokens; they may go below zero, which has to be waited for. */
  take(now: number, count = 1): void {
    this.#refill(now);
    this.#tokens -= count;
  }

  /** Milliseconds until there is a token again; 0 when there is one. */
  waitMs(now: number): number {
    if (this.#rate === 0) return 0;
    this.#refill(now);
    if (this.#tokens >= 1) return 0;
    return Math.ceil(((1 - this.#tokens) * 1_000) / this.#rate);
  }

  #refill(now: number): void {
    this.#tokens = Math.min(this.#rate * 2, this.#tokens + ((now - this.#at) * this.#rate) / 1_000);
    this.#at = now;
  }
}
