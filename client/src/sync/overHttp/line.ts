import { encodeRecord, joinBytes, type LineRecord } from '@ruam/shared/sync/line.ts';
import { EventReader } from './eventReader.ts';
import { LineSocket } from './lineSocket.ts';

/** What a line needs of a browser. */
export interface LineEnvironment {
  readonly fetch: typeof fetch;
  /** Calls back after so many ms; returns how to stop that. */
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
}

/** A stream that says nothing for so long is dead: the server says something every 15 s. */
const silenceMs = 40_000;
/** Until the stream has begun; a proxy that gathers what it passes on keeps it back. */
const beginMs = 6_000;
const postMs = 30_000;
/** So often the server hears that the tab is here, and what it has. */
const keepAliveMs = 15_000;
/** What may be said at once; one frame may be more. */
const bodyBytes = 1024 * 1024;
/** The server makes its sockets wait when it does not know for long that what it said was heard. */
const acknowledgeBytes = 256 * 1024;
const maxTries = 4;
const signedOut = 4401;
const lost = 1006;

/**
 * The sockets of a tab over plain HTTP (docs/sync.md S15): what they say goes in numbered bodies, one after the other and
 * again until it is taken; what they hear is a stream of numbered events, which goes on where it was cut. A line that
 * cannot go on ends all its sockets with 1006, as a network does.
 */
export class Line {
  readonly #environment: LineEnvironment;
  readonly #onEnd: () => void;
  readonly #sockets = new Map<number, LineSocket>();
  #id: string | null = null;
  #waiting: Uint8Array[] = [];
  #isPosting = false;
  #number = 0;
  #heard = 0;
  /** Of what was heard, not yet told. */
  #untoldBytes = 0;
  #nextChannel = 0;
  /** The network keeps streams back: ask again and again instead. */
  #isPolling = false;
  #isOver = false;
  readonly #ending = new AbortController();
  #stopKeepAlive: () => void = () => {};

  /** @param onEnd it has ended: make another one for the next socket */
  constructor(environment: LineEnvironment, onEnd: () => void) {
    this.#environment = environment;
    this.#onEnd = onEnd;
    void this.#begin();
  }

  /** A socket on an address as for a WebSocket. */
  open(url: string): LineSocket {
    const channel = this.#nextChannel % 65_536;
    this.#nextChannel += 1;
    const socket = new LineSocket(url, (kind, payload) => this.#say({ kind, channel, payload }));
    this.#sockets.set(channel, socket);
    return socket;
  }

  /** Ends it and all its sockets. */
  end(code: number = lost): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stopKeepAlive();
    this.#ending.abort();
    this.#onEnd();
    if (this.#id !== null) {
      const leaving = this.#environment.fetch(this.#path(''), { method: 'DELETE', keepalive: true });
      // It ends by itself, too, when nobody reads it.
      leaving.catch(() => {});
    }
    for (const socket of [...this.#sockets.values()]) socket.end(code);
    this.#sockets.clear();
  }

  async #begin(): Promise<void> {
    try {
      const answer = await this.#ask('/api/line', { method: 'POST' }, postMs);
      if (answer.status !== 201) return this.end(codeOf(answer.status));
      const { id } = (await answer.json()) as { id?: unknown };
      if (typeof id !== 'string' || this.#isOver) return this.end();
      this.#id = id;
    } catch {
      return this.end();
    }
    this.#keepAlive();
    void this.#post();
    await this.#readOn();
  }

  #say(record: LineRecord): void {
    if (this.#isOver) return;
    this.#waiting.push(encodeRecord(record));
    void this.#post();
  }

  /** One body after the other; what is said meanwhile is gathered. */
  async #post(): Promise<void> {
    if (this.#isPosting || this.#id === null) return;
    this.#isPosting = true;
    try {
      while (this.#waiting.length > 0 && !this.#isOver) await this.#postNext();
    } catch {
      this.end();
    } finally {
      this.#isPosting = false;
    }
  }

  async #postNext(): Promise<void> {
    let count = 0;
    for (let bytes = 0; count < this.#waiting.length && (count === 0 || bytes < bodyBytes); count++) {
      bytes += this.#waiting[count]?.length ?? 0;
    }
    const body = joinBytes(this.#waiting.splice(0, count));
    this.#untoldBytes = 0;
    this.#number += 1;
    const number = this.#number;
    for (let tries = 1; !this.#isOver; tries++) {
      const status = await this.#postOnce(number, body);
      if (status === 204) return;
      if ((status !== null && status < 500) || tries === maxTries) return this.end(codeOf(status));
      await new Promise<void>((again) => void this.#environment.schedule(again, 250 * 2 ** tries));
    }
  }

  /** The status; null without an answer. */
  async #postOnce(number: number, body: Uint8Array<ArrayBuffer>): Promise<number | null> {
    try {
      const headers = { 'content-type': 'application/octet-stream' };
      const path = this.#path(`/frames?number=${number}&after=${this.#heard}`);
      return (await this.#ask(path, { method: 'POST', headers, body }, postMs)).status;
    } catch {
      return null;
    }
  }

  async #readOn(): Promise<void> {
    for (let failures = 0; !this.#isOver; ) {
      const before = this.#heard;
      const end = await this.#read().catch(() => 'cut' as const);
      if (typeof end === 'number') return this.end(codeOf(end));
      if (end === 'late') this.#isPolling = true;
      // A stream that a proxy ends after a minute is no failure, one that brings nothing again and again is.
      failures = end === 'cut' && this.#heard === before ? failures + 1 : 0;
      if (failures >= maxTries) return this.end();
      if (failures > 0) await new Promise<void>((again) => void this.#environment.schedule(again, 500 * failures));
    }
  }

  /** 'read' to its end, or `late`: no stream comes through; a status says that the line is lost. Rejects when cut. */
  async #read(): Promise<'read' | 'late' | number> {
    const reading = new AbortController();
    const stop = (): void => reading.abort();
    this.#ending.signal.addEventListener('abort', stop);
    const once = this.#isPolling ? '&once=true' : '';
    let hasBegun = false;
    let stopWatch = this.#environment.schedule(stop, this.#isPolling ? silenceMs : beginMs);
    try {
      const path = this.#path(`/events?after=${this.#heard}${once}`);
      const answer = await this.#environment.fetch(path, { signal: reading.signal, cache: 'no-store' });
      if (answer.status >= 500 || answer.body === null) throw new Error(`status ${answer.status}`);
      if (!answer.ok) return answer.status;
      const events = new EventReader();
      const pieces = answer.body.getReader();
      for (;;) {
        const { done, value } = await pieces.read();
        if (done) return 'read';
        hasBegun = true;
        stopWatch();
        stopWatch = this.#environment.schedule(stop, silenceMs);
        for (const { number, records } of events.read(value)) this.#hear(number, records);
      }
    } catch (error) {
      if (!hasBegun && !this.#isPolling && reading.signal.aborted && !this.#isOver) return 'late';
      throw error;
    } finally {
      stopWatch();
      this.#ending.signal.removeEventListener('abort', stop);
    }
  }

  #hear(number: number, records: readonly LineRecord[]): void {
    if (number <= this.#heard) return;
    if (number !== this.#heard + 1) {
      this.end();
      return;
    }
    this.#heard = number;
    for (const record of records) {
      const socket = this.#sockets.get(record.channel);
      socket?.hear(record);
      this.#untoldBytes += record.payload.length;
      if (socket?.readyState === LineSocket.CLOSED) this.#sockets.delete(record.channel);
    }
    if (this.#untoldBytes > acknowledgeBytes) this.#tellHeard();
  }

  /** An empty body: here we are, and so much we have. */
  #tellHeard(): void {
    this.#untoldBytes = 0;
    this.#waiting.push(new Uint8Array());
    void this.#post();
  }

  #keepAlive(): void {
    this.#stopKeepAlive = this.#environment.schedule(() => {
      this.#tellHeard();
      this.#keepAlive();
    }, keepAliveMs);
  }

  #path(rest: string): string {
    return `/api/line/${encodeURIComponent(this.#id ?? '')}${rest}`;
  }

  async #ask(path: string, init: RequestInit, limitMs: number): Promise<Response> {
    const asking = new AbortController();
    const stop = this.#environment.schedule(() => asking.abort(), limitMs);
    try {
      return await this.#environment.fetch(path, { ...init, signal: asking.signal, cache: 'no-store' });
    } finally {
      stop();
    }
  }
}

/** What an answer of HTTP means for the sockets. */
function codeOf(status: number | null): number {
  return status === 401 ? signedOut : lost;
}
