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

  /** Whether so much more fits; `measure` is called only when the estimate says no and enough was added since. */
  hasSpace(bytes: number, measure: () => void): boolean {
    if (this.#bytes + bytes <= this.#boundBytes) return true;
    if (this.#sinceExact > this.#boundBytes / 16) measure();
    return this.#bytes + bytes <= this.#boundBytes;
  }
}
