/** Does a piece of work when it is asked for, but no more often than once in `gapMs`. */
export class Pace {
  readonly #gapMs: number;
  readonly #now: () => number;
  readonly #schedule: (callback: () => void, delayMs: number) => NodeJS.Timeout;
  readonly #work: () => void;
  #timer: NodeJS.Timeout | null = null;
  #doneAt = 0;

  constructor(
    gapMs: number,
    time: { now: () => number; schedule: (callback: () => void, delayMs: number) => NodeJS.Timeout },
    work: () => void,
  ) {
    this.#gapMs = gapMs;
    this.#now = time.now;
    this.#schedule = time.schedule;
    this.#work = work;
  }

  ask(): void {
    this.#timer ??= this.#schedule(
      () => {
        this.#timer = null;
        this.#doneAt = this.#now();
        this.#work();
      },
      Math.max(0, this.#doneAt + this.#gapMs - this.#now()),
    );
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
