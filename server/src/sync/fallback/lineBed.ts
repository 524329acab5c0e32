import { messageTypes } from '@ruam/shared/sync/closeCodes.ts';
import {
  decodeRecords,
  encodeRecord,
  joinBytes,
  type LineRecord,
  readClosePayload,
  recordKinds,
} from '@ruam/shared/sync/line.ts';
import * as Y from 'yjs';
import { z } from 'zod';
import { type Answer, testOrigin, type Visitor } from '../../testing/server.ts';
import { ByteReader } from '../byteReader.ts';
import { until, varUint } from '../testBed.ts';

/** A tab without WebSockets that does only what the test says. */
export class TestLine {
  readonly id: string;
  readonly who: Visitor;
  readonly channels = new Map<number, TestChannel>();
  /** Status of the stream; null while it is open. */
  ended: number | null = null;
  last = 0;
  #next = 1;
  readonly #url: string;
  #reading = new AbortController();

  constructor(url: string, who: Visitor, id: string) {
    this.#url = url;
    this.who = who;
    this.id = id;
  }

  /** Reads the events behind the last one that was heard, until `cut`. */
  read(): void {
    this.#reading = new AbortController();
    this.ended = null;
    void this.#read(this.#reading.signal).catch(() => {
      this.ended ??= 0;
    });
  }

  /** A proxy cuts the stream. */
  cut(): void {
    this.#reading.abort();
  }

  /** One answer that is no stream. */
  async poll(): Promise<void> {
    const answer = await this.who.get(`/api/line/${this.id}/events?after=${this.last}&once=true`);
    for (const part of answer.text.split('\n\n')) this.#hear(part);
  }

  /** A body with its number. */
  post(number: number, records: readonly LineRecord[] | Uint8Array<ArrayBuffer>): Promise<Answer> {
    const body = records instanceof Uint8Array ? records : joinBytes(records.map(encodeRecord));
    return this.who.ask('POST', `/api/line/${this.id}/frames?number=${number}&after=${this.last}`, { body });
  }

  /** The next body. */
  async say(...records: readonly LineRecord[]): Promise<void> {
    const number = this.#next;
    this.#next += 1;
    const answer = await this.post(number, records);
    if (answer.status !== 204) throw new Error(`${answer.status} ${answer.text}`);
  }

  /** Opens a socket. */
  async open(channel: number, address: string): Promise<TestChannel> {
    const made = new TestChannel(this, channel);
    this.channels.set(channel, made);
    await this.say({ kind: recordKinds.open, channel, payload: Buffer.from(address) });
    return made;
  }

  async #read(signal: AbortSignal): Promise<void> {
    const answer = await fetch(`${this.#url}/api/line/${this.id}/events?after=${this.last}`, {
      headers: { cookie: this.who.cookie, origin: testOrigin },
      signal,
    });
    let text = '';
    const decoder = new TextDecoder();
    for await (const piece of answer.body ?? []) {
      text += decoder.decode(piece, { stream: true });
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) this.#hear(part);
    }
    this.ended = answer.status;
  }

  #hear(part: string): void {
    const id = /^id: (\d+)$/m.exec(part)?.[1];
    const content = /^data: (.*)$/m.exec(part)?.[1];
    if (id === undefined || content === undefined) return;
    if (Number(id) !== this.last + 1) throw new Error(`event ${id} after ${this.last}`);
    this.last = Number(id);
    for (const record of decodeRecords(new Uint8Array(Buffer.from(content, 'base64'))) ?? []) {
      this.channels.get(record.channel)?.hear(record);
    }
  }
}

/** One socket of it, on a document. */
export class TestChannel {
  readonly doc = new Y.Doc();
  readonly frames: Uint8Array[] = [];
  readonly texts: string[] = [];
  isOpen = false;
  closed: { code: number; reason: string } | null = null;
  /** Answers the server's step 1, as a provider does. */
  answers = false;
  readonly #line: TestLine;
  readonly #channel: number;

  constructor(line: TestLine, channel: number) {
    this.#line = line;
    this.#channel = channel;
  }

  hear({ kind, payload }: LineRecord): void {
    if (kind === recordKinds.open) this.isOpen = true;
    if (kind === recordKinds.text) this.texts.push(Buffer.from(payload).toString('utf8'));
    if (kind === recordKinds.close) {
      const read = readClosePayload(payload);
      this.closed = { code: read?.code ?? 0, reason: Buffer.from(read?.reason ?? []).toString('utf8') };
    }
    if (kind !== recordKinds.binary) return;
    this.frames.push(payload);
    if (payload[0] !== messageTypes.sync) return;
    if (payload[1] !== 0) Y.applyUpdate(this.doc, bytesOf(payload));
    else if (this.answers) void this.send([0, 1, ...lengthAnd(Y.encodeStateAsUpdate(this.doc, bytesOf(payload)))]);
  }

  record(bytes: readonly number[]): LineRecord {
    return { kind: recordKinds.binary, channel: this.#channel, payload: Uint8Array.from(bytes) };
  }

  send(bytes: readonly number[]): Promise<void> {
    return this.#line.say(this.record(bytes));
  }

  /** An update as a record. */
  update(update: Uint8Array): LineRecord {
    return this.record([0, 2, ...lengthAnd(update)]);
  }

  say(text: string): Promise<void> {
    return this.#line.say({ kind: recordKinds.text, channel: this.#channel, payload: Buffer.from(text) });
  }

  /** Asked for the state, and has it. */
  async joined(): Promise<this> {
    await this.send([0, 0, 1, 0]);
    await until(() => this.frames.some(([type, kind]) => type === 0 && kind === 1) || this.closed !== null, 'step 2');
    return this;
  }

  /** Everything before this is committed. */
  async acked(n: number): Promise<void> {
    await this.send([messageTypes.ack, n]);
    await until(() => this.frames.some(([type, m]) => type === messageTypes.ack && m === n), `ack ${n}`);
  }

  async closedWith(): Promise<number> {
    await until(() => this.closed !== null, 'the socket is closed');
    return this.closed?.code ?? 0;
  }
}

/** A new line of somebody who is signed in, and its stream. */
export async function openLine(url: string, who: Visitor, isRead = true): Promise<TestLine> {
  const answer = await who.ask('POST', '/api/line');
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  const line = new TestLine(url, who, z.object({ id: z.string() }).parse(answer.body).id);
  if (isRead) line.read();
  return line;
}

function lengthAnd(bytes: Uint8Array): number[] {
  return [...varUint(bytes.length), ...bytes];
}

function bytesOf(frame: Uint8Array): Uint8Array {
  const reader = new ByteReader(frame);
  reader.skip(2);
  return reader.readVarBytes();
}
