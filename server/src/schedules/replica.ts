import { documentRoot } from '@ruam/shared/document/schema.ts';
import { closeCodes, messageTypes } from '@ruam/shared/sync/closeCodes.ts';
import { readRefusal } from '@ruam/shared/sync/rescue.ts';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { ByteReader } from '../sync/byteReader.ts';
import type { SeededRandom } from '../sync/seededRandom.ts';
import { until, updateOf, varUint } from '../sync/testBed.ts';

/** What became of what a replica typed: in the document, or in a rescue. */
export interface Fate {
  readonly mark: string;
  /** Null: acknowledged. */
  readonly rescueId: string | null;
}

/** Somebody who writes in one document, comes back after a cut with all it has, and begins anew after a 4423. */
export class Replica {
  readonly documentId: string;
  readonly #address: string;
  readonly #cookie: string;
  readonly #random: SeededRandom;
  #doc = new Y.Doc();
  #ws: WebSocket | null = null;
  /** It has the server's state and has answered its step 1: from here an ack says that all is kept (S4). */
  #isSynced = false;
  #asked = 0;
  #acknowledged = 0;
  #open: string[] = [];
  /** Typed after the goodbye of the server had come: to be typed anew. */
  #late: string[] = [];
  #isOver = false;
  /** What was typed before the ack was asked for. */
  #askedFor = 0;
  readonly fates: Fate[] = [];

  constructor(at: { url: string; cookie: string; documentId: string }, random: SeededRandom) {
    this.documentId = at.documentId;
    this.#address = `${at.url.replace('http:', 'ws:')}/sync/${at.documentId}`;
    this.#cookie = at.cookie;
    this.#random = random;
    this.#connect();
  }

  /** Types a mark between two others, connected or not. */
  type(mark: string): void {
    if (this.#ws?.readyState === WebSocket.CLOSING) {
      this.#late.push(mark);
      return;
    }
    this.#open.push(mark);
    const update = updateOf(this.#doc, () => insert(this.#doc, mark, this.#random));
    if (this.#isSynced) this.#send([0, 2, ...varUint(update.length), ...update]);
  }

  /** Until everything that was typed is in the document or in a rescue. */
  async settled(): Promise<void> {
    await until(() => {
      if (this.#open.length > 0 && this.#isSynced && this.#asked === this.#acknowledged) this.#ask();
      return this.#open.length + this.#late.length === 0;
    }, `${this.documentId} keeps ${this.#open.length} edits`);
  }

  end(): void {
    this.#isOver = true;
    this.#ws?.terminate();
  }

  #connect(): void {
    if (this.#isOver) return;
    this.#isSynced = false;
    this.#acknowledged = this.#asked;
    const ws = new WebSocket(this.#address, { headers: { cookie: this.#cookie } });
    this.#ws = ws;
    ws.on('error', () => undefined);
    ws.on('open', () => {
      const vector = Y.encodeStateVector(this.#doc);
      this.#send([0, 0, ...varUint(vector.length), ...vector]);
    });
    ws.on('message', (frame: Buffer) => this.#hear(new Uint8Array(frame)));
    ws.on('close', (code, reason) => this.#closed(code, reason.toString()));
  }

  #hear(frame: Uint8Array): void {
    const reader = new ByteReader(frame);
    const type = reader.readVarUint();
    if (type === messageTypes.ack) this.#acked(reader.readVarUint());
    if (type !== messageTypes.sync) return;
    const step = reader.readVarUint();
    const payload = reader.readVarBytes();
    if (step !== 0) {
      Y.applyUpdate(this.#doc, payload);
      return;
    }
    const all = Y.encodeStateAsUpdate(this.#doc, payload);
    this.#send([0, 1, ...varUint(all.length), ...all]);
    this.#isSynced = true;
  }

  #ask(): void {
    this.#asked += 1;
    this.#askedFor = this.#open.length;
    this.#send([messageTypes.ack, ...varUint(this.#asked)]);
  }

  #acked(n: number): void {
    if (n !== this.#asked || n === this.#acknowledged) return;
    this.#acknowledged = n;
    for (const mark of this.#open.splice(0, this.#askedFor)) this.fates.push({ mark, rescueId: null });
  }

  #closed(code: number, reason: string): void {
    if (this.#isOver) return;
    if (code === closeCodes.refused) {
      const refusal = readRefusal(reason);
      if (refusal === null) throw new Error(`closed with ${code} ${reason}`);
      for (const mark of this.#open.splice(0)) this.fates.push({ mark, rescueId: refusal.rescueId });
      this.#doc = new Y.Doc();
    } else if (code >= 4400 && code < 4500) throw new Error(`closed with ${code} ${reason}`);
    setTimeout(() => this.#connect(), 5 + this.#random.below(20));
    for (const mark of this.#late.splice(0)) this.type(mark);
  }

  #send(bytes: readonly number[]): void {
    if (this.#ws?.readyState === WebSocket.OPEN) this.#ws.send(Uint8Array.from(bytes));
  }
}

/** Into the first text of the first paragraph, between marks; a document without one gets it. */
function insert(doc: Y.Doc, mark: string, random: SeededRandom): void {
  const root = doc.getXmlFragment(documentRoot);
  const paragraph = root.get(0);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (text instanceof Y.XmlText) {
    const places = [0, ...[...text.toString().matchAll(/]/g)].map(({ index }) => index + 1)];
    text.insert(random.pick(places), mark);
    return;
  }
  const first = new Y.XmlElement('paragraph');
  first.insert(0, [new Y.XmlText(mark)]);
  root.insert(0, [first]);
}
