import type { SyncLimits } from './limits.ts';
import { RateLimit } from './rateLimit.ts';

/** All frames a second, for each update a second that is allowed: acks, echoes of awareness. */
const framesPerUpdate = 4;

/** What one connection may say in a second; past any of the three its socket is paused (S8). */
export class InboundRates {
  readonly #updates: RateLimit;
  readonly #frames: RateLimit;
  readonly #bytes: RateLimit;

  constructor({ updatesPerSecond, bytesPerSecond }: SyncLimits, now: number) {
    this.#updates = new RateLimit(updatesPerSecond, now);
    this.#frames = new RateLimit(updatesPerSecond * framesPerUpdate, now);
    this.#bytes = new RateLimit(bytesPerSecond, now);
  }

  /** How long to wait before the next frame; 0: not at all. */
  waitMs(now: number): number {
    return Math.max(this.#updates.waitMs(now), this.#frames.waitMs(now), this.#bytes.waitMs(now));
  }

  take(now: number, frame: { readonly bytes: number; readonly isUpdate: boolean }): void {
    this.#frames.take(now);
    this.#bytes.take(now, frame.bytes);
    if (frame.isUpdate) this.#updates.take(now);
  }
}
