import { AppError } from '@ruam/shared/errors/errors.ts';
import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { closePayload, decodeRecords, encodeRecord, recordKinds } from '@ruam/shared/sync/line.ts';
import type { WebSocket } from 'ws';
import type { LineLimits } from './limits.ts';
import { LineInbox } from './lineInbox.ts';
import { LineOutbox } from './lineOutbox.ts';

/** Whose line it is. */
export interface LineOwner {
  readonly personId: string;
  readonly sessionId: string;
}

/** Where a socket of a line may lead: what an upgrade request may ask for. */
const addressPattern = /^\/(?:sync|live)\/[^/?#\s]+(?:\?[^#\s]*)?$/;
const maxAddressBytes = 2_048;

/**
 * One tab's sockets over HTTP (docs/sync.md S15): what comes in numbered bodies goes into sockets inside this process,
 * which the sync server and the live channel take like any other, and what these say comes out as events.
 */
export class Line {
  readonly id: string;
  readonly owner: LineOwner;
  readonly #connect: (address: string) => WebSocket;
  readonly #limits: LineLimits;
  readonly #now: () => number;
  readonly #channels = new Map<number, WebSocket>();
  readonly #inbox: LineInbox;
  readonly #outbox: LineOutbox;
  #bodies = 0;
  #heardAt: number;
  #unreadSince: number | null;
  #isOver = false;

  /** @param connect opens a socket on an address of this server, with the owner's cookie */
  constructor(
    id: string,
    owner: LineOwner,
    connect: (address: string) => WebSocket,
    limits: LineLimits,
    now: () => number,
  ) {
    this.id = id;
    this.owner = owner;
    this.#connect = connect;
    this.#limits = limits;
    this.#now = now;
    this.#heardAt = now();
    this.#unreadSince = now();
    this.#inbox = new LineInbox(limits, (body) => this.#handle(body));
    this.#outbox = new LineOutbox(limits.heartbeatMs, () => this.#outboxChanged());
  }

  get isRead(): boolean {
    return this.#outbox.isRead;
  }

  /** Nobody reads it, or nobody speaks on it: the tab is gone. */
  isLeft(now: number): boolean {
    const { unreadMs, silentMs } = this.#limits;
    const isUnread = this.#unreadSince !== null && now - this.#unreadSince >= unreadMs;
    return isUnread || now - this.#heardAt >= silentMs;
  }

  /**
   * Takes a numbered body; `after` is the newest event that the client has. Throws `unavailable` when the sockets have
   * not taken what came before (send it again), `invalid` for what is no body or too far ahead.
   */
  async take(number: number, after: number, read: () => Promise<Uint8Array>): Promise<void> {
    if (this.#bodies >= this.#limits.concurrentBodies) throw new AppError('unavailable', 'one body after the other');
    this.#bodies += 1;
    try {
      const body = await read();
      this.#heardAt = this.#now();
      this.#outbox.acknowledged(after);
      if (!(await this.#hasRoom())) throw new AppError('unavailable', 'send it again later');
      if (this.#isOver) throw new AppError('notFound', 'there is no such line');
      this.#inbox.take(number, body);
    } finally {
      this.#bodies -= 1;
    }
  }

  /** The events behind a number. Throws `notFound` when these are gone: the line is lost. @param isOnce no stream */
  events(after: number, isOnce: boolean): ReadableStream<Uint8Array> {
    if (this.#isOver || !this.#outbox.reaches(after)) throw new AppError('notFound', 'these events are gone');
    this.#heardAt = this.#now();
    return this.#outbox.read(after, isOnce ? this.#limits.pollMs : null);
  }

  /** The tab is gone, or the server ends: its sockets end; what was said is still read. */
  end(): void {
    this.#isOver = true;
    for (const socket of this.#channels.values()) socket.terminate();
    this.#channels.clear();
    this.#outbox.end();
  }

  #handle(body: Uint8Array): void {
    const records = decodeRecords(body);
    if (records === null) {
      this.end();
      throw new AppError('invalid', 'not a sequence of records');
    }
    for (const { kind, channel, payload } of records) {
      const socket = this.#channels.get(channel);
      // What is said to a socket that has just closed is said too late, as on any socket.
      if (kind === recordKinds.open) this.#open(channel, payload);
      else if (kind === recordKinds.close) socket?.close();
      else if (socket?.readyState === socket?.OPEN) socket?.send(payload, { binary: kind === recordKinds.binary });
    }
  }

  #open(channel: number, payload: Uint8Array): void {
    const address = payload.length > maxAddressBytes ? '' : Buffer.from(payload).toString('utf8');
    if (this.#channels.has(channel) || !addressPattern.test(address)) {
      this.#say(recordKinds.close, channel, closePayload(closeCodes.notFound, new Uint8Array()));
      return;
    }
    if (this.#channels.size >= this.#limits.channels) {
      this.#say(recordKinds.close, channel, closePayload(closeCodes.tooMany, new Uint8Array()));
      return;
    }
    const socket = this.#connect(address);
    this.#channels.set(channel, socket);
    socket.on('open', () => this.#say(recordKinds.open, channel, new Uint8Array()));
    socket.on('message', (frame, isBinary) => {
      if (!Buffer.isBuffer(frame)) return;
      this.#say(isBinary ? recordKinds.binary : recordKinds.text, channel, frame);
    });
    // Its close follows.
    socket.on('error', () => undefined);
    socket.on('close', (code, reason) => {
      if (this.#channels.get(channel) === socket) this.#channels.delete(channel);
      this.#say(recordKinds.close, channel, closePayload(code, reason));
    });
  }

  #say(kind: (typeof recordKinds)[keyof typeof recordKinds], channel: number, payload: Uint8Array): void {
    this.#outbox.push(encodeRecord({ kind, channel, payload }));
  }

  /** A slow reader makes its sockets wait, and these are then the sync server's slow readers (S8). */
  #outboxChanged(): void {
    this.#unreadSince = this.#outbox.isRead ? null : (this.#unreadSince ?? this.#now());
    const isFull = this.#outbox.bytes > this.#limits.bufferedBytes;
    for (const socket of this.#channels.values()) {
      if (isFull && !socket.isPaused) socket.pause();
      else if (!isFull && socket.isPaused) socket.resume();
    }
  }

  async #hasRoom(): Promise<boolean> {
    const until = this.#now() + this.#limits.bodyWaitMs;
    const waiting = (): number => [...this.#channels.values()].reduce((sum, one) => sum + one.bufferedAmount, 0);
    while (waiting() > this.#limits.bufferedBytes) {
      if (this.#isOver || this.#now() > until) return false;
      await new Promise((again) => setTimeout(again, 10));
    }
    return true;
  }
}
