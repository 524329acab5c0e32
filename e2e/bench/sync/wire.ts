import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** Where a room is, and who asks. */
export interface Address {
  readonly port: number;
  readonly path: string;
  readonly cookie: string | null;
}

/** What is done with what comes: counted only, or taken apart into messages. */
export type Listener = ((message: Buffer) => void) | null;

/**
 * A WebSocket on a bare socket: the load of many clients must cost less than the server that is measured. Frames are sent
 * as they were made before; what comes is counted, and taken apart only for who listens.
 */
export class Wire {
  readonly socket: Socket;
  /** All bytes that came after the handshake, frames' heads included. */
  received = 0;
  isOpen = true;
  #listener: Listener;
  #rest: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket, listener: Listener) {
    this.socket = socket;
    this.#listener = listener;
  }

  /** Resolves when the server has agreed. Rejects when it does not. */
  static open({ port, path, cookie }: Address, listener: Listener): Promise<Wire> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        const head = [
          `GET ${path} HTTP/1.1`,
          `Host: 127.0.0.1:${port}`,
          'Upgrade: websocket',
          'Connection: Upgrade',
          `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
          'Sec-WebSocket-Version: 13',
          ...(cookie === null ? [] : [`Cookie: ${cookie}`]),
        ];
        socket.write(`${head.join('\r\n')}\r\n\r\n`);
      });
      let answer = Buffer.alloc(0);
      const handshake = (chunk: Buffer): void => {
        answer = Buffer.concat([answer, chunk]);
        const end = answer.indexOf('\r\n\r\n');
        if (end === -1) return;
        socket.off('data', handshake);
        if (!answer.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) {
          reject(new Error(answer.subarray(0, end).toString('latin1')));
          return;
        }
        const wire = new Wire(socket, listener);
        socket.off('error', reject);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
          wire.isOpen = false;
        });
        socket.on('data', (bytes) => wire.#receive(bytes as Buffer));
        const early = answer.subarray(end + 4);
        if (early.length > 0) wire.#receive(early);
        resolve(wire);
      };
      socket.on('data', handshake);
    });
  }

  /** From now on; null: only counted. */
  listen(listener: Listener): void {
    this.#listener = listener;
    this.#rest = Buffer.alloc(0);
  }

  /** Frames as `clientFrame` makes them. */
  send(frames: Uint8Array): void {
    this.socket.write(frames);
  }

  close(): void {
    this.socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.received += chunk.length;
    if (this.#listener === null) return;
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const message = firstMessage(bytes);
      if (message === null) break;
      bytes = bytes.subarray(message.end);
      if (message.isData) this.#listener?.(message.content);
    }
    this.#rest = bytes;
  }
}

/** A whole message at the beginning of the bytes; null when more has to come. Servers do not mask, and ours and the peers' do not split. */
function firstMessage(bytes: Buffer): { content: Buffer; end: number; isData: boolean } | null {
  if (bytes.length < 2) return null;
  const isData = ((bytes[0] ?? 0) & 0x0f) <= 2;
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < start) return null;
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (bytes.length < start + length) return null;
  return { content: bytes.subarray(start, start + length), end: start + length, isData };
}

/** A binary frame of a client. Its mask is zero, which is allowed and costs the load nothing; a server unmasks it all the same. */
export function clientFrame(payload: Uint8Array): Uint8Array {
  const { length } = payload;
  const head =
    length < 126
      ? [0x82, 0x80 | length]
      : length < 65_536
        ? [0x82, 0x80 | 126, length >> 8, length & 255]
        : [
            0x82,
            0x80 | 127,
            0,
            0,
            0,
            0,
            (length >>> 24) & 255,
            (length >> 16) & 255,
            (length >> 8) & 255,
            length & 255,
          ];
  const frame = new Uint8Array(head.length + 4 + length);
  frame.set(head);
  frame.set(payload, head.length + 4);
  return frame;
}
