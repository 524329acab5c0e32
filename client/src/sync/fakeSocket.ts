import { messageTypes } from '@ruam/shared/sync/closeCodes.ts';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';

/** A WebSocket without a network, for tests: what the client sends is kept, what the server says is called. */
export class FakeSocket {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  readonly url: string;
  binaryType = 'blob';
  readyState = 0;
  readonly sent: Uint8Array[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;

  readonly #listeners: { type: string; listener: (event: { code: number }) => void }[] = [];

  constructor(url: string | URL) {
    this.url = String(url);
  }

  addEventListener(type: string, listener: (event: { code: number }) => void): void {
    this.#listeners.push({ type, listener });
  }

  send(frame: Uint8Array): void {
    this.sent.push(frame.slice());
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  receive(write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    write(encoder);
    this.#tell('message', 0);
    this.onmessage?.({ data: encoding.toUint8Array(encoder).slice().buffer });
  }

  /** The server's step 1 and step 2. */
  join(server: Y.Doc): void {
    this.question(server);
    this.answer(server);
  }

  answer(server: Y.Doc, stateVector?: Uint8Array): void {
    this.receive((encoder) => {
      encoding.writeVarUint(encoder, messageTypes.sync);
      syncProtocol.writeSyncStep2(encoder, server, stateVector);
    });
  }

  question(server: Y.Doc): void {
    this.receive((encoder) => {
      encoding.writeVarUint(encoder, messageTypes.sync);
      syncProtocol.writeSyncStep1(encoder, server);
    });
  }

  update(update: Uint8Array): void {
    this.receive((encoder) => {
      encoding.writeVarUint(encoder, messageTypes.sync);
      syncProtocol.writeUpdate(encoder, update);
    });
  }

  numbers(...values: readonly number[]): void {
    this.receive((encoder) => {
      for (const value of values) encoding.writeVarUint(encoder, value);
    });
  }

  /** The server, or the network, ends it. */
  end(code: number, reason = ''): void {
    this.readyState = 3;
    this.#tell('close', code);
    this.onclose?.({ code, reason });
  }

  #tell(type: string, code: number): void {
    for (const one of this.#listeners) if (one.type === type) one.listener({ code });
  }

  /** What was sent, as "step1", "step2", "update", "awareness" or "ack n". */
  get said(): string[] {
    return this.sent.map((frame) => {
      const decoder = decoding.createDecoder(frame);
      const type = decoding.readVarUint(decoder);
      if (type === messageTypes.ack) return `ack ${decoding.readVarUint(decoder)}`;
      if (type === messageTypes.awareness) return 'awareness';
      return ['step1', 'step2', 'update'][decoding.readVarUint(decoder)] ?? 'unknown';
    });
  }

  /** Applies what was sent to the server's document. */
  deliver(server: Y.Doc): void {
    for (const frame of this.sent) {
      const decoder = decoding.createDecoder(frame);
      if (decoding.readVarUint(decoder) !== messageTypes.sync || decoding.readVarUint(decoder) === 0) continue;
      Y.applyUpdate(server, decoding.readVarUint8Array(decoder));
    }
  }
}

/** A class for y-websocket, and the sockets it made. */
export function fakeSockets(): { readonly made: FakeSocket[]; readonly WebSocket: typeof WebSocket } {
  const made: FakeSocket[] = [];
  class Recorded extends FakeSocket {
    constructor(url: string | URL) {
      super(url);
      made.push(this);
    }
  }
  return { made, WebSocket: Recorded as unknown as typeof WebSocket };
}
