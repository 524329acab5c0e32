import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

type Upward =
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  | { readonly kind: 'close' }
  | { readonly kind: 'gone' };
type Downward =
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  | { readonly kind: 'close'; readonly code: number; readonly reason: string }
  | { readonly kind: 'gone' };

/** Who hears what the server does with a connection, at that very moment. */
export interface Tap {
  sent(link: Link, frame: Uint8Array): void;
  closed(link: Link, code: number, reason: string): void;
  /** A frame reached the server. */
  heard(link: Link, frame: Uint8Array): void;
}

/** The client's side of a connection. */
export interface LinkUser {
  received(frame: Uint8Array): void;
  /** Nothing goes either way any more. */
  closed(code: number, reason: string): void;
}

const cutOffCode = 1006;

/**
 * One simulated connection: what was said waits in each direction until it is delivered, in order; nothing is lost but
 * at a cut, which each side may learn at another time.
 */
export class Link {
  readonly person: string;
  readonly server: ServerEnd;
  readonly socket: ServerSocket;
  readonly tap: Tap;
  /** Whether what is not delivered yet counts as unsent at the server: a slow reader. */
  readonly isSlow: boolean;
  readonly #user: LinkUser;
  #isOpen = true;
  #up: Upward[] = [];
  #down: Downward[] = [];

  constructor(person: string, user: LinkUser, tap: Tap, isSlow: boolean) {
    this.person = person;
    this.#user = user;
    this.tap = tap;
    this.isSlow = isSlow;
    this.server = new ServerEnd(this);
    this.socket = new ServerSocket(this);
  }

  /** As the client sees it. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  get isQuiet(): boolean {
    return this.#down.length === 0 && (this.#up.length === 0 || this.server.isDone);
  }

  get isOver(): boolean {
    return !this.#isOpen && this.#down.length === 0 && this.server.isDone;
  }

  get unsentBytes(): number {
    if (!this.isSlow) return 0;
    return this.#down.reduce((sum, each) => sum + (each.kind === 'frame' ? each.bytes.length : 0), 0);
  }

  /** The client says something. */
  send(frame: Uint8Array): void {
    if (this.#isOpen) this.#up.push({ kind: 'frame', bytes: frame });
  }

  pushDown(event: Downward): void {
    this.#down.push(event);
  }

  /** Delivers up to `count` frames to the server, as one piece of the stream. */
  deliverUp(count: number): number {
    if (this.server.isPaused) return 0;
    let delivered = 0;
    while (delivered < count) {
      const event = this.#up.shift();
      if (event === undefined) break;
      delivered += 1;
      if (this.server.isDone) continue;
      if (event.kind === 'frame') this.server.hear(event.bytes);
      else this.server.over();
    }
    return delivered;
  }

  deliverDown(count: number): number {
    if (this.socket.corks > 0) return 0;
    const waited = this.unsentBytes;
    let delivered = 0;
    while (delivered < count) {
      const event = this.#down.shift();
      if (event === undefined) break;
      delivered += 1;
      if (event.kind === 'frame') {
        if (this.#isOpen) this.#user.received(event.bytes);
      } else if (event.kind === 'close') {
        if (this.#isOpen) this.#up.push({ kind: 'close' });
        this.#end(event.code, event.reason);
      } else this.#end(cutOffCode, '');
    }
    if (waited > 0 && this.unsentBytes === 0 && !this.server.isDone) this.socket.emit('drain');
    return delivered;
  }

  /** The network breaks; the client notices now, the server when it has taken `kept` more frames. */
  cut(kept: number): void {
    if (!this.#isOpen) return;
    this.#up = [...this.#up.slice(0, kept), { kind: 'gone' }];
    this.#down = [];
    this.#end(cutOffCode, '');
  }

  /** The network breaks; the server notices now, the client when it has taken what is on its way. */
  cutAtServer(): void {
    if (this.server.isDone) return;
    this.#down.push({ kind: 'gone' });
    this.server.over();
  }

  /** The server's process is gone: nobody there hears anything any more. */
  serverDied(kept: number): void {
    if (this.server.isDone) return;
    this.server.die();
    this.socket.removeAllListeners();
    this.#down = [...this.#down.slice(0, kept), { kind: 'gone' }];
  }

  #end(code: number, reason: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#user.closed(code, reason);
  }
}

/** What the sync server uses of `ws`. */
class ServerEnd extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  isPaused = false;
  readonly #link: Link;

  constructor(link: Link) {
    super();
    this.#link = link;
  }

  get ws(): WebSocket {
    return this as unknown as WebSocket;
  }

  /** The connection is over for the server. */
  get isDone(): boolean {
    return this.readyState === 3;
  }

  get bufferedAmount(): number {
    return this.#link.unsentBytes;
  }

  send(frame: Uint8Array): void {
    if (this.readyState !== this.OPEN) return;
    this.#link.tap.sent(this.#link, frame);
    this.#link.pushDown({ kind: 'frame', bytes: frame });
  }

  close(code: number, reason: string): void {
    if (this.readyState !== this.OPEN) return;
    this.readyState = 2;
    this.#link.tap.closed(this.#link, code, reason);
    this.#link.pushDown({ kind: 'close', code, reason });
  }

  terminate(): void {
    this.#link.cutAtServer();
  }

  ping(): void {
    // A network that lives answers; nothing here takes so long that it matters.
    this.emit('pong');
  }

  pause(): void {
    if (!this.isDone) this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  hear(frame: Uint8Array): void {
    this.#link.tap.heard(this.#link, frame);
    this.emit('message', Buffer.from(frame), true);
  }

  over(): void {
    if (this.isDone) return;
    this.readyState = 3;
    this.isPaused = false;
    this.emit('close');
  }

  die(): void {
    this.readyState = 3;
    this.isPaused = false;
    this.removeAllListeners();
  }
}

/** What the sync server uses of the net socket. */
class ServerSocket extends EventEmitter {
  readonly link: Link;
  /** As often as it is held: nothing is delivered from it until it is released as often. */
  corks = 0;

  constructor(link: Link) {
    super();
    this.link = link;
  }

  get duplex(): Duplex {
    return this as unknown as Duplex;
  }

  get writableLength(): number {
    return this.link.unsentBytes;
  }

  cork(): void {
    this.corks += 1;
  }

  uncork(): void {
    this.corks -= 1;
  }

  /** An answer instead of an upgrade: the client sees no reason. */
  end(): void {
    this.link.cutAtServer();
  }
}
