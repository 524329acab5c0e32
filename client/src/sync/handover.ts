import type { PostedRescue } from './rescuePost.ts';

/**
 * How far what was not taken has come on its way to a rescue.
 * - `posting`: on its way. `waiting`: the server cannot be reached; tried again by itself.
 * - `signedOut`: goes on when the person has signed in again.
 * - `stuck`: the server does not keep it either; it stays here.
 * - `kept`: it is a rescue, or (`id` null) the document has all of it.
 */
export type HandoverState =
  | { readonly name: 'posting' }
  | { readonly name: 'waiting' }
  | { readonly name: 'signedOut' }
  | { readonly name: 'stuck'; readonly reason: 'tooLarge' | 'forbidden' }
  | { readonly name: 'kept'; readonly id: string | null };

const backoffStartMs = 1_000;
const maxBackoffMs = 60_000;

/** Posts what a replica holds beyond the server until the server has it (docs/sync.md S5). */
export class Handover {
  readonly #post: () => Promise<PostedRescue>;
  readonly #random: () => number;
  readonly #onState: (state: HandoverState) => void;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isPosting = false;
  #isOver = false;

  /** @param random in [0, 1) */
  constructor(post: () => Promise<PostedRescue>, random: () => number, onState: (state: HandoverState) => void) {
    this.#post = post;
    this.#random = random;
    this.#onState = onState;
  }

  /** Tries now, unless it is trying or has ended. */
  hasten(): void {
    if (this.#isPosting || this.#isOver) return;
    this.#clear();
    void this.#try();
  }

  /** Gives up; the content stays where it is. */
  end(): void {
    this.#isOver = true;
    this.#clear();
  }

  async #try(): Promise<void> {
    this.#isPosting = true;
    this.#tell({ name: 'posting' });
    const posted = await this.#post();
    this.#isPosting = false;
    if (this.#isOver) return;
    if (posted.name === 'unreachable') {
      this.#timer = setTimeout(() => this.hasten(), this.#delayMs());
      this.#failures += 1;
      this.#tell({ name: 'waiting' });
      return;
    }
    if (posted.name === 'kept') this.#isOver = true;
    this.#tell(posted);
  }

  #tell(state: HandoverState): void {
    this.#onState(state);
  }

  #delayMs(): number {
    const backoffMs = Math.min(backoffStartMs * 2 ** this.#failures, maxBackoffMs);
    return Math.round(backoffMs * (0.5 + this.#random()));
  }

  #clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
