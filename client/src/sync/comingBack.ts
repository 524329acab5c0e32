import { type AfterClose, afterClose, isBroken, returnDelayMs } from './closePolicy.ts';

/** When a closed connection is tried again (docs/sync.md S12, close codes). */
export class ComingBack {
  readonly #reconnect: () => void;
  readonly #random: () => number;
  #failures = 0;
  #brokenInARow = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param random in [0, 1) */
  constructor(reconnect: () => void, random: () => number) {
    this.#reconnect = reconnect;
    this.#random = random;
  }

  /** Says what a close means, and comes back later if it should. @param code null when this side closed */
  closed(code: number | null): AfterClose {
    if (isBroken(code)) this.#brokenInARow += 1;
    const after = afterClose(code, this.#brokenInARow);
    this.cancel();
    if (after.kind === 'stop') {
      this.#brokenInARow = 0;
      return after;
    }
    this.#timer = setTimeout(this.#reconnect, returnDelayMs(this.#failures, this.#random()));
    this.#failures += 1;
    return after;
  }

  /** The connection has synced. */
  synced(): void {
    this.#failures = 0;
  }

  /** The server has understood what was sent. */
  understood(): void {
    this.#brokenInARow = 0;
  }

  /** Does not come back by itself, until the next close. */
  cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
