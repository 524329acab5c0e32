/** Frames that came in and were not handled yet, in order. */
export class Inbox {
  #frames: Uint8Array[] = [];
  /** The first that was not handled. */
  #next = 0;
  #bytes = 0;

  get length(): number {
    return this.#frames.length - this.#next;
  }

  get bytes(): number {
    return this.#bytes;
  }

  push(frame: Uint8Array): void {
    this.#frames.push(frame);
    this.#bytes += frame.length;
  }

  /** Handles frames for as long as it may; handling one may empty it. */
  handle(mayHandle: () => boolean, handle: (frame: Uint8Array) => void): void {
    while (this.#next < this.#frames.length && mayHandle()) {
      const frame = this.#frames[this.#next];
      this.#next += 1;
      if (frame === undefined) continue;
      this.#bytes -= frame.length;
      handle(frame);
    }
    // What was handled goes in one piece: taking the first of an array one by one costs its length each time.
    if (this.#next === this.#frames.length) this.#frames.length = 0;
    else this.#frames = this.#frames.slice(this.#next);
    this.#next = 0;
  }

  /** Takes everything out. */
  empty(): readonly Uint8Array[] {
    const frames = this.#frames.slice(this.#next);
    this.#frames = [];
    this.#next = 0;
    this.#bytes = 0;
    return frames;
  }
}
