import { joinBytes } from '@ruam/shared/sync/line.ts';

interface Event {
  readonly number: number;
  readonly bytes: number;
  readonly text: string;
}

/** Proxies that gather small answers let a stream through once it has said this much. */
const padding = `:${' '.repeat(2048)}\n\n`;
const comment = ':\n\n';

/** A reader of a line's events; `take` gives its next piece, null when it is over. */
interface Reader {
  readonly isOnce: boolean;
  next: number;
  hasBegun: boolean;
  isOver: boolean;
}

/**
 * What a line has to say: gathered records become numbered events, which are kept until the client has said that it has
 * them, so that a stream that a proxy has cut goes on where it was (docs/sync.md S15).
 */
export class LineOutbox {
  readonly #onChange: () => void;
  readonly #heartbeatMs: number;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #kept: Event[] = [];
  #keptBytes = 0;
  #last = 0;
  #reader: Reader | null = null;
  #wake: () => void = () => undefined;
  #isOver = false;

  /** @param onChange what waits, or whether somebody reads, has changed */
  constructor(heartbeatMs: number, onChange: () => void) {
    this.#heartbeatMs = heartbeatMs;
    this.#onChange = onChange;
  }

  /** What the client is not known to have. */
  get bytes(): number {
    return this.#pendingBytes + this.#keptBytes;
  }

  get isRead(): boolean {
    return this.#reader !== null;
  }

  push(record: Uint8Array): void {
    if (this.#isOver) return;
    this.#pending.push(record);
    this.#pendingBytes += record.length;
    this.#wake();
    this.#onChange();
  }

  /** The client has the events up to this number. */
  acknowledged(number: number): void {
    const left = this.#kept.filter((event) => event.number > number);
    if (left.length === this.#kept.length) return;
    this.#kept = left;
    this.#keptBytes = left.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#onChange();
  }

  /** Whether events behind this number are all still here. */
  reaches(after: number): boolean {
    return after <= this.#last && after >= (this.#kept[0]?.number ?? this.#last + 1) - 1;
  }

  /** Says no more than what waits; readers end with it. */
  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  /**
   * The events behind a number as a stream of server-sent events; who read before hears no more.
   *
   * @param onceMs not null: ends with the first it has to say, or after so long
   */
  read(after: number, onceMs: number | null): ReadableStream<Uint8Array> {
    this.acknowledged(after);
    if (this.#reader !== null) this.#reader.isOver = true;
    this.#wake();
    const reader: Reader = { isOnce: onceMs !== null, next: after + 1, hasBegun: false, isOver: false };
    this.#reader = reader;
    this.#onChange();
    const encoder = new TextEncoder();
    const waitMs = onceMs ?? this.#heartbeatMs;
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const piece = await this.#piece(reader, waitMs);
          if (piece !== '') controller.enqueue(encoder.encode(piece));
          if (!reader.isOver) return;
          this.#left(reader);
          controller.close();
        },
        cancel: () => this.#left(reader),
      },
      { highWaterMark: 0 },
    );
  }

  async #piece(reader: Reader, waitMs: number): Promise<string> {
    if (!reader.hasBegun && !reader.isOnce) {
      reader.hasBegun = true;
      return padding;
    }
    if (!this.#hasNews(reader) && !this.#isOver && !reader.isOver) await this.#news(waitMs);
    if (reader.isOver) return '';
    this.#gather();
    const news = this.#kept.filter(({ number }) => number >= reader.next);
    reader.next = this.#last + 1;
    if (reader.isOnce || this.#isOver) reader.isOver = true;
    return news.length === 0 ? comment : news.map(({ text }) => text).join('');
  }

  #hasNews(reader: Reader): boolean {
    return this.#pending.length > 0 || this.#last >= reader.next;
  }

  #news(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #gather(): void {
    if (this.#pending.length === 0) return;
    const records = joinBytes(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#last += 1;
    const text = `id: ${this.#last}\ndata: ${Buffer.from(records).toString('base64')}\n\n`;
    this.#kept.push({ number: this.#last, bytes: records.length, text });
    this.#keptBytes += records.length;
  }

  #left(reader: Reader): void {
    reader.isOver = true;
    if (this.#reader !== reader) return;
    this.#reader = null;
    this.#wake();
    this.#onChange();
  }
}
