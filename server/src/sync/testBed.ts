import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageTypes } from '@ruam/shared/sync/closeCodes.ts';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { type Database, type DatabaseLocation, openDatabase } from '../database/database.ts';
import { ByteReader } from './byteReader.ts';
import type { SyncAccess, SyncPerson } from './host.ts';
import { defaultSyncLimits, type SyncLimits } from './limits.ts';
import { createSyncServer, type SyncServer } from './server.ts';
import type { Vocabulary } from './vocabulary.ts';

const waitMs = 15_000;

/** Waits for a state; a test that waits in vain fails here. */
export async function until(isReached: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + waitMs;
  while (!(await isReached())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** What a test may turn: who is signed in and what they may do. Everyone may write by default. */
interface BedRules {
  person: (name: string) => SyncPerson | null;
  access: (name: string, documentId: string) => SyncAccess | null | Promise<SyncAccess | null>;
}

export interface Bed {
  readonly database: Database;
  readonly sync: SyncServer;
  readonly rules: BedRules;
  readonly url: string;
  /** What the server logged as errors. */
  readonly errors: string[];
  /** A stock y-websocket client in Node, signed in as `name`. */
  provider(name: string, documentId: string, doc?: Y.Doc, connect?: boolean): WebsocketProvider;
  /** A bare socket that collects what it hears. */
  peer(name: string | null, documentId: string, headers?: Record<string, string>): RawPeer;
  stop(): Promise<void>;
}

/** The sync server on a real port, over a real database, with one open document per id. */
export async function openBed(
  options: {
    location?: DatabaseLocation;
    limits?: Partial<SyncLimits>;
    documents?: readonly string[];
    vocabulary?: Vocabulary;
  } = {},
): Promise<Bed> {
  const database = await openDatabase(options.location ?? { kind: 'sqlite', path: ':memory:' });
  for (const id of options.documents ?? ['d']) await insertDocument(database, id);
  const errors: string[] = [];
  const rules: BedRules = {
    person: (name) => ({
      id: name,
      name: `Name of ${name}`,
      sessionId: `session of ${name}`,
      sessionExpiresAt: Date.now() + 3_600_000,
    }),
    access: (_name, documentId) => (documentId.startsWith('unknown') ? null : { read: true, write: true }),
  };
  const sync = createSyncServer({
    database,
    host: {
      authenticate: (request) => {
        const name = /person=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
        return Promise.resolve(name === undefined ? null : rules.person(name));
      },
      access: (person, documentId) => Promise.resolve(rules.access(person.id, documentId)),
    },
    allowedOrigins: new Set(['http://ruam.example']),
    limits: { ...defaultSyncLimits, updatesPerSecond: 0, ...options.limits },
    isShared: (options.location ?? { kind: 'sqlite' }).kind === 'postgres',
    vocabulary: options.vocabulary ?? null,
    newId: randomUUID,
    now: Date.now,
    logger: {
      warn: (_fields, message) => errors.push(message),
      error: (_fields, message) => errors.push(message),
    },
  });
  const http = createServer();
  http.on('upgrade', (request, socket, head) => sync.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/sync`;
  const providers: WebsocketProvider[] = [];
  const peers: RawPeer[] = [];
  return {
    database,
    sync,
    rules,
    url,
    errors,
    provider(name, documentId, doc = new Y.Doc(), connect = true) {
      const provider = new WebsocketProvider(url, documentId, doc, {
        WebSocketPolyfill: socketOf(name) as unknown as typeof globalThis.WebSocket,
        disableBc: true,
        maxBackoffTime: 100,
        connect,
      });
      providers.push(provider);
      return provider;
    },
    peer(name, documentId, headers = {}) {
      const cookie = name === null ? {} : { cookie: `person=${name}` };
      const peer = new RawPeer(new WebSocket(`${url}/${documentId}`, { headers: { ...cookie, ...headers } }));
      peers.push(peer);
      return peer;
    },
    async stop() {
      for (const provider of providers) {
        provider.awareness.destroy();
        provider.destroy();
      }
      for (const peer of peers) peer.ws.terminate();
      await sync.close();
      http.close();
      http.closeAllConnections();
      await database.destroy();
    },
  };
}

export async function insertDocument(database: Database, id: string): Promise<void> {
  await database
    .insertInto('document')
    .values({
      id,
      cycleId: 'cycle',
      item: null,
      meetingId: null,
      kind: 'overview',
      level: null,
      authorId: null,
      state: 'open',
      lockEpoch: 0,
      generation: 1,
      lastSequence: 0,
      blobSequence: 0,
      submittedAt: null,
      createdAt: 1,
      updatedAt: 1,
    })
    .execute();
}

/** Keeps the one connection of SQLite, so that every commit waits until it is released. */
export async function holdDatabase({ database }: Bed): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  void database.transaction().execute(async () => {
    begun.resolve();
    await promise;
  });
  await begun.promise;
  return resolve;
}

function socketOf(name: string) {
  return class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie: `person=${name}` } });
    }
  };
}

/** A client that does only what the test says. */
export class RawPeer {
  readonly ws: WebSocket;
  readonly frames: Uint8Array[] = [];
  readonly doc = new Y.Doc();
  /** Answers the server's step 1, as a provider does. */
  answers = false;
  closed: { code: number; reason: string } | null = null;
  httpStatus: number | null = null;

  constructor(ws: WebSocket) {
    this.ws = ws;
    ws.on('message', (frame: Buffer) => {
      const bytes = new Uint8Array(frame);
      this.frames.push(bytes);
      if (bytes[0] !== messageTypes.sync) return;
      if (bytes[1] !== 0) Y.applyUpdate(this.doc, payloadOf(bytes));
      else if (this.answers) this.sendStep2(Y.encodeStateAsUpdate(this.doc, payloadOf(bytes)));
    });
    ws.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
    });
    ws.on('unexpected-response', (_request, response) => {
      this.httpStatus = response.statusCode ?? 0;
    });
    ws.on('error', () => undefined);
  }

  async opened(): Promise<this> {
    await until(() => this.ws.readyState === WebSocket.OPEN, 'the socket is open');
    return this;
  }

  /** Opened, asked for the state, and has it. */
  async joined(): Promise<this> {
    await this.opened();
    this.send([0, 0, 1, 0]);
    await this.heard((frame) => frame[0] === messageTypes.sync && frame[1] === 1, 'step 2');
    return this;
  }

  send(bytes: Uint8Array | readonly number[]): void {
    this.ws.send(Uint8Array.from(bytes));
  }

  sendUpdate(update: Uint8Array): void {
    this.send([0, 2, ...varUint(update.length), ...update]);
  }

  sendStep2(update: Uint8Array): void {
    this.send([0, 1, ...varUint(update.length), ...update]);
  }

  sendAwareness(clientId: number, clock: number, state: unknown): void {
    const json = new TextEncoder().encode(typeof state === 'string' ? state : JSON.stringify(state));
    const entry = [1, ...varUint(clientId), ...varUint(clock), ...varUint(json.length), ...json];
    this.send([1, ...varUint(entry.length), ...entry]);
  }

  async heard(isIt: (frame: Uint8Array) => boolean, what: string): Promise<void> {
    await until(() => this.frames.some(isIt), `the peer hears ${what}`);
  }

  /** Sends an ack request and waits until it, and so everything before it, is answered. */
  async acked(n: number): Promise<void> {
    this.send([messageTypes.ack, ...varUint(n)]);
    await until(() => this.acks.includes(n) || this.closed !== null, `ack ${n}`);
    if (this.closed !== null) throw new Error(`closed with ${this.closed.code} instead of ack ${n}`);
  }

  get acks(): number[] {
    return this.frames.filter(([type]) => type === messageTypes.ack).map((frame) => readNumbers(frame)[1] ?? -1);
  }

  get lockStates(): number[][] {
    return this.frames.filter(([type]) => type === messageTypes.lockState).map((frame) => readNumbers(frame).slice(1));
  }

  /** Awareness entries heard, in order; the keep-alive has none. */
  get awareness(): { clientId: number; clock: number; state: Record<string, unknown> | null }[] {
    return this.frames.filter(([type]) => type === messageTypes.awareness).flatMap(readAwareness);
  }

  async closedWith(): Promise<number> {
    await until(() => this.closed !== null, 'the peer is closed');
    return this.closed?.code ?? 0;
  }
}

export function varUint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...varUint(Math.floor(value / 128))];
}

/** Ann writes this in 'd', goes, and the room has been let go. */
export async function leaveText({ peer, sync }: Bed, text: string): Promise<void> {
  const ann = await peer('ann', 'd').joined();
  ann.sendUpdate(updateOf(ann.doc, () => ann.doc.getText('t').insert(0, text)));
  await ann.acked(1);
  ann.ws.close();
  await until(() => sync.metrics().rooms === 0, 'the room is gone');
}

/** The update that `change` makes on `doc`. */
export function updateOf(doc: Y.Doc, change: () => void): Uint8Array {
  const updates: Uint8Array[] = [];
  const collect = (update: Uint8Array) => updates.push(update);
  doc.on('update', collect);
  doc.transact(change);
  doc.off('update', collect);
  const [update] = updates;
  if (update === undefined) throw new Error('the change changed nothing');
  return update;
}

/** The text of the document's own text type, as stored. */
export async function storedText(sync: SyncServer, documentId = 'd'): Promise<string | null> {
  return sync.contentOf(documentId, (doc) => doc.getText('t').toString());
}

function payloadOf(frame: Uint8Array): Uint8Array {
  const reader = new ByteReader(frame);
  reader.skip(2);
  return reader.readVarBytes();
}

function readNumbers(frame: Uint8Array): number[] {
  const reader = new ByteReader(frame);
  const numbers: number[] = [];
  while (reader.left > 0) numbers.push(reader.readVarUint());
  return numbers;
}

function readAwareness(
  frame: Uint8Array,
): { clientId: number; clock: number; state: Record<string, unknown> | null }[] {
  const outer = new ByteReader(frame);
  outer.skip(1);
  const reader = new ByteReader(outer.readVarBytes());
  return Array.from({ length: reader.readVarUint() }, () => ({
    clientId: reader.readVarUint(),
    clock: reader.readVarUint(),
    state: JSON.parse(reader.readVarString()) as Record<string, unknown> | null,
  }));
}
