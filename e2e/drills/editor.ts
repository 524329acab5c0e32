import { setTimeout as passed } from 'node:timers/promises';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Caller } from '../support/api.ts';
import { ackFrame, answerFrame, emptyQuestion, readFrame, updateFrame } from './frames.ts';

/**
 * An editor on a bare socket that asks for acks, as our client does: it types words of its own, `name.1 name.2 …`, into
 * a paragraph of its own. It does not read what others type, so that many of them fit into one process.
 */
export class Editor {
  readonly name: string;
  readonly doc = new Y.Doc();
  /** Words. Moments are of `performance.now()`. */
  typed = 0;
  acknowledged = 0;
  /** When it was told that it can only read: 101 or 4423. */
  readOnlyAt: number | null = null;
  closed: { readonly code: number; readonly reason: string } | null = null;
  /** When this connection had everything and had given everything. */
  syncedAt: number | null = null;
  /** Hears what others type. */
  onUpdate: ((update: Uint8Array) => void) | null = null;
  onTyped: ((word: string) => void) | null = null;
  /** Hears how many words are acknowledged. */
  onAcknowledged: ((words: number) => void) | null = null;
  onOpen: (() => void) | null = null;
  readonly #caller: Pick<Caller, 'cookie' | 'origin'>;
  readonly #documentId: string;
  #socket: WebSocket | null = null;
  #text: Y.XmlText | null = null;
  #comesBack: (() => number) | null = null;
  /** What was typed when an ack was asked for, by its number. */
  readonly #asked = new Map<number, number>();
  #asks = 0;
  /** Of this connection: the last ack, the one asked for behind the answer, and whether step 2 has come. */
  #acked = 0;
  #gaveAllWith: number | null = null;
  #hasAll = false;

  constructor(caller: Pick<Caller, 'cookie' | 'origin'>, documentId: string, name: string) {
    this.#caller = caller;
    this.#documentId = documentId;
    this.name = name;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return;
      this.#send(updateFrame(update));
      this.#askForAck();
    });
  }

  /** Connects, and does so again after every end that is not for good, each time `delayMs` later. */
  connect(delayMs: () => number): void {
    this.#comesBack = delayMs;
    this.#open();
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  get words(): string[] {
    return Array.from({ length: this.typed }, (_, index) => `${this.name}.${index + 1}`);
  }

  /** One more word, sent at once when there is a connection, or else with the next. */
  type(): void {
    this.typed += 1;
    const word = `${this.name}.${this.typed}`;
    this.onTyped?.(word);
    this.doc.transact(() => this.ownText.insert(this.ownText.length, `${word} `));
  }

  /** In its own paragraph, which is there from the first word on. */
  get ownText(): Y.XmlText {
    if (this.#text === null) {
      this.#text = new Y.XmlText();
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [this.#text]);
      this.doc.getXmlFragment('default').push([paragraph]);
    }
    return this.#text;
  }

  stop(): void {
    this.#comesBack = null;
    this.#socket?.terminate();
  }

  #open(): void {
    const socket = new WebSocket(`${this.#caller.origin.replace('http', 'ws')}/sync/${this.#documentId}`, {
      headers: { cookie: this.#caller.cookie },
      perMessageDeflate: false,
    });
    this.#socket = socket;
    this.#asked.clear();
    this.#gaveAllWith = null;
    this.#hasAll = false;
    socket.on('open', () => {
      this.onOpen?.();
      socket.send(emptyQuestion);
    });
    socket.on('message', (data: Buffer) => this.#receive(data));
    socket.on('error', () => undefined);
    socket.on('close', (code, reason) => void this.#ended(code, reason.toString()));
  }

  async #ended(code: number, reason: string): Promise<void> {
    this.syncedAt = null;
    if (code === 4423) this.readOnlyAt ??= performance.now();
    if (code >= 4400 && code < 4500) {
      this.closed = { code, reason };
      return;
    }
    if (this.#comesBack === null) return;
    await passed(this.#comesBack());
    if (this.#comesBack !== null) this.#open();
  }

  #receive(data: Uint8Array): void {
    const frame = readFrame(data);
    switch (frame.kind) {
      case 'question':
        this.#send(answerFrame(Y.encodeStateAsUpdate(this.doc, frame.bytes)));
        this.#gaveAllWith ??= this.#askForAck();
        break;
      case 'answer':
        Y.applyUpdate(this.doc, frame.bytes, this);
        this.#hasAll = true;
        this.#noteSynced();
        break;
      case 'ack':
        this.acknowledged = this.#asked.get(frame.n) ?? this.acknowledged;
        this.onAcknowledged?.(this.acknowledged);
        this.#acked = frame.n;
        for (const n of this.#asked.keys()) if (n <= frame.n) this.#asked.delete(n);
        this.#noteSynced();
        break;
      case 'lock':
        if (frame.isLocked) this.readOnlyAt ??= performance.now();
        break;
      case 'update':
        this.onUpdate?.(frame.bytes);
        break;
      case 'awareness':
        break;
    }
  }

  #askForAck(): number {
    this.#asks += 1;
    this.#asked.set(this.#asks, this.typed);
    this.#send(ackFrame(this.#asks));
    return this.#asks;
  }

  /** Saved is what was acknowledged after the answer to the server's question (S4). */
  #noteSynced(): void {
    if (this.#hasAll && this.#gaveAllWith !== null && this.#acked >= this.#gaveAllWith)
      this.syncedAt ??= performance.now();
  }

  #send(frame: Uint8Array): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }
}

/** Lets editors type at random moments, `perSecond` each, until it is called off. */
export function letType(editors: readonly Editor[], perSecond: number): () => void {
  let due = performance.now();
  const gapMs = 1_000 / (perSecond * editors.length);
  const timer = setInterval(() => {
    for (; due < performance.now(); due += gapMs) {
      const editor = editors[Math.floor(Math.random() * editors.length)];
      if (editor !== undefined && editor.readOnlyAt === null && editor.closed === null) editor.type();
    }
  }, 4);
  return () => clearInterval(timer);
}
