import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { type SyncLimits, tickMs } from './limits.ts';
import { emptyAwarenessFrame } from './protocol.ts';
import { wireFrame } from './wireFrame.ts';

/** So many times the bound for a slow reader, beside the largest frame, and it is hopeless. */
const hopelessFactor = 4;

/** The sending side of a connection: knows how much waits, when it was last quiet, and whether the peer still takes. */
export class Outbox {
  readonly #ws: WebSocket;
  readonly #socket: Duplex;
  readonly #limits: SyncLimits;
  #sentAt: number;
  /** Since the last tick. What is as exact as a tick needs no look at the clock for each frame. */
  #hasSent = false;
  #hasHeard = false;
  /** When the peer was last seen to take something or, with nothing to take, to say something. */
  #aliveAt: number;
  #pingedAt: number;
  #tickedAt: number;
  #kernelBytes = 0;
  /** The largest frame that was sent since the peer last had everything. */
  #largestFrame = 0;

  constructor(ws: WebSocket, socket: Duplex, limits: SyncLimits) {
    this.#ws = ws;
    this.#socket = socket;
    this.#limits = limits;
    this.#sentAt = performance.now();
    this.#aliveAt = this.#sentAt;
    this.#pingedAt = this.#sentAt;
    this.#tickedAt = this.#sentAt;
    ws.on('pong', () => this.heard());
    socket.on('drain', () => this.heard());
  }

  /** Past the bound for a slow reader. */
  get isFull(): boolean {
    return this.#ws.bufferedAmount > this.#limits.bufferedBytes;
  }

  /** The network has taken everything. */
  get isEmpty(): boolean {
    return this.#ws.bufferedAmount === 0;
  }

  /** Awareness is the first to go when a reader is slow. */
  get takesAwareness(): boolean {
    return this.#ws.bufferedAmount <= this.#limits.bufferedBytes / 4;
  }

  /** The peer said something. That is no sign of life from one that does not take what waits for it. */
  heard(): void {
    if (this.#ws.bufferedAmount === 0) this.#hasHeard = true;
  }

  /** What is sent from here on goes out with `release`, in one write: that costs more than what it carries. */
  hold(): void {
    this.#socket.cork();
  }

  release(): void {
    this.#socket.uncork();
  }

  send(frame: Uint8Array): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    this.#hasSent = true;
    if (frame.length > this.#largestFrame || this.#ws.bufferedAmount === 0) this.#largestFrame = frame.length;
    // Failures show as the socket's end. One write of a frame that is made once for everybody costs less than `ws`, which
    // makes a head for each; its own frames go out at once as well, so that the order is kept.
    if (this.#socket instanceof Socket) this.#socket.write(wireFrame(frame));
    else this.#ws.send(frame, { binary: true }, ignore);
  }

  /**
   * Called every `tickMs`. Looks after the connection: breaks a long silence (S6) and asks a quiet peer whether it is
   * there. False when the peer has neither taken nor said anything for too long, or too much waits for it.
   */
  tick(): boolean {
    const now = performance.now();
    const { silenceMs, stalledMs, bufferedBytes } = this.#limits;
    // Where this is called late, the server has not listened: that is not the peer's silence.
    const lateMs = now - this.#tickedAt - tickMs;
    if (lateMs > tickMs) this.#aliveAt += lateMs;
    // At the earliest: the peer's own watch over the silence does not wait for us.
    if (this.#hasSent) this.#sentAt = this.#tickedAt;
    if (this.#hasHeard) this.#aliveAt = now;
    this.#hasSent = false;
    this.#hasHeard = false;
    this.#tickedAt = now;
    // The same of a paused socket.
    if (this.#ws.isPaused && this.#ws.bufferedAmount === 0) this.#aliveAt = now;
    const kernelBytes = unwrittenBytes(this.#socket);
    if (kernelBytes !== this.#kernelBytes) this.#aliveAt = now;
    this.#kernelBytes = kernelBytes;
    const isQuiet = now - this.#aliveAt >= silenceMs;
    if (this.#ws.bufferedAmount === 0) {
      if (now - this.#sentAt >= silenceMs) this.send(emptyAwarenessFrame);
      if (isQuiet && now - this.#pingedAt >= silenceMs && this.#ws.readyState === this.#ws.OPEN) {
        this.#pingedAt = now;
        this.#ws.ping(undefined, undefined, ignore);
      }
    }
    const isHopeless = this.#ws.bufferedAmount > hopelessFactor * bufferedBytes + this.#largestFrame;
    return !isHopeless && now - this.#aliveAt < stalledMs;
  }
}

/**
 * What the network has not taken yet of the write that is under way; it moves only when the peer takes something. A
 * large frame is one write, which for a slow but honest reader lasts minutes without a `drain`. Node's own timeouts look
 * at the same number; without it only the whole buffer tells.
 */
function unwrittenBytes(socket: Duplex): number {
  const handle = '_handle' in socket ? socket._handle : null;
  if (typeof handle !== 'object' || handle === null || !('writeQueueSize' in handle)) return socket.writableLength;
  return Number(handle.writeQueueSize);
}

function ignore(): void {
  // See `send`.
}
