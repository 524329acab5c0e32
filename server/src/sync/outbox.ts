import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { SyncLimits } from './limits.ts';
import { emptyAwarenessFrame } from './protocol.ts';

/** The sending side of a connection: knows how much waits, when it was last quiet, and whether the peer still takes. */
export class Outbox {
  readonly #ws: WebSocket;
  readonly #limits: SyncLimits;
  readonly #now: () => number;
  #sentAt: number;
  /** When the peer was last seen to take or say something. */
  #aliveAt: number;
  #pingedAt: number;

  constructor(ws: WebSocket, socket: Duplex, limits: SyncLimits, now: () => number) {
    this.#ws = ws;
    this.#limits = limits;
    this.#now = now;
    this.#sentAt = now();
    this.#aliveAt = this.#sentAt;
    this.#pingedAt = this.#sentAt;
    ws.on('pong', () => this.heard());
    socket.on('drain', () => this.heard());
  }

  /** Past the bound for a slow reader. */
  get isFull(): boolean {
    return this.#ws.bufferedAmount > this.#limits.bufferedBytes;
  }

  /** Awareness is the first to go when a reader is slow. */
  get takesAwareness(): boolean {
    return this.#ws.bufferedAmount <= this.#limits.bufferedBytes / 4;
  }

  heard(): void {
    this.#aliveAt = this.#now();
  }

  send(frame: Uint8Array): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    this.#sentAt = this.#now();
    // Failures show as the socket's end.
    this.#ws.send(frame, { binary: true }, ignore);
  }

  /**
   * Looks after the connection: breaks a long silence (S6) and asks a quiet peer whether it is there. False when the
   * peer has neither taken nor said anything for too long.
   */
  tick(now: number): boolean {
    const { silenceMs, stalledMs } = this.#limits;
    // A paused socket hears nothing; it is the server that does not listen.
    if (this.#ws.isPaused) this.#aliveAt = now;
    const isQuiet = now - this.#aliveAt >= silenceMs;
    if (this.#ws.bufferedAmount === 0) {
      if (now - this.#sentAt >= silenceMs) this.send(emptyAwarenessFrame);
      if (isQuiet && now - this.#pingedAt >= silenceMs && this.#ws.readyState === this.#ws.OPEN) {
        this.#pingedAt = now;
        this.#ws.ping(undefined, undefined, ignore);
      }
    }
    return now - this.#aliveAt < stalledMs;
  }
}

function ignore(): void {
  // See `send`.
}
