import { type LineRecord, readClosePayload, recordKinds } from '@ruam/shared/sync/line.ts';

/** How a socket says something on its line. */
export type SayOnLine = (kind: LineRecord['kind'], payload: Uint8Array) => void;

const empty = new Uint8Array();

/** A WebSocket, as far as anybody here uses one, on a line instead of a connection of its own (docs/sync.md S15). */
export class LineSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readonly url: string;
  binaryType = 'arraybuffer';
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: string | ArrayBuffer }) => void) | null = null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly #say: SayOnLine;

  constructor(url: string, say: SayOnLine) {
    this.url = url;
    this.#say = say;
    const { pathname, search } = new URL(url);
    say(recordKinds.open, new TextEncoder().encode(pathname + search));
  }

  send(frame: string | ArrayBuffer | Uint8Array): void {
    if (this.readyState !== this.OPEN) return;
    if (typeof frame === 'string') this.#say(recordKinds.text, new TextEncoder().encode(frame));
    else this.#say(recordKinds.binary, frame instanceof Uint8Array ? frame.slice() : new Uint8Array(frame.slice(0)));
  }

  close(): void {
    if (this.readyState >= this.CLOSING) return;
    this.readyState = this.CLOSING;
    this.#say(recordKinds.close, empty);
  }

  /** The server says something. */
  hear({ kind, payload }: LineRecord): void {
    if (this.readyState === this.CLOSED) return;
    if (kind === recordKinds.close) {
      const closed = readClosePayload(payload);
      this.end(closed?.code ?? 1006, new TextDecoder().decode(closed?.reason));
    } else if (kind === recordKinds.open) {
      if (this.readyState !== this.CONNECTING) return;
      this.readyState = this.OPEN;
      this.onopen?.();
    } else if (kind === recordKinds.text) this.onmessage?.({ data: new TextDecoder().decode(payload) });
    else this.onmessage?.({ data: payload.slice().buffer });
  }

  /** It is over. */
  end(code: number, reason = ''): void {
    if (this.readyState === this.CLOSED) return;
    this.readyState = this.CLOSED;
    if (code === 1006) this.onerror?.();
    this.onclose?.({ code, reason });
  }
}
