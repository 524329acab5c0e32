const uncommittedFactor = 1.5;

/** A document's size, counted exactly only near its bound: encoding costs what the document weighs. */
export class SizeEstimate {
  readonly #boundBytes: number;
  #bytes: number;
  #sinceExact = 0;

  constructor(bytes: number, boundBytes: number) {
    this.#bytes = bytes;
    this.#boundBytes = boundBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(bytes: number): void {
    this.#bytes += bytes;
    this.#sinceExact += bytes;
  }

  measured(bytes: number): void {
    this.#bytes = bytes;
    this.#sinceExact = 0;
  }

  /**
   * Whether so much more fits; `measure` is called only when the estimate says no and enough was added since.
   *
   * @param uncommittedBytes on their way; what they remove is not known yet, so they may go over the bound by half
   */
  hasSpace(bytes: number, uncommittedBytes: number, measure: () => void): boolean {
    if (uncommittedBytes > 0 && this.#bytes + uncommittedBytes + bytes > this.#boundBytes * uncommittedFactor)
      return false;
    if (this.#bytes + bytes <= this.#boundBytes) return true;
    if (this.#sinceExact > this.#boundBytes / 16) measure();
    return this.#bytes + bytes <= this.#boundBytes;
  }
}
