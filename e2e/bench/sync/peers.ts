import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Caller, sampleCycle, signIn } from '../../support/api.ts';
import { freePort, type Ruam, startRuam } from '../../support/ruam.ts';
import { pin, serverCore } from './process.ts';
import { updateMessage, varUint } from './strokes.ts';
import type { Address } from './wire.ts';
import { clientFrame } from './wire.ts';

/** A room of a server: how one gets in and what is said there. */
export interface Room {
  /** Of the connection with this number: people differ where there are any. */
  address(connection: number): Address;
  /** Frames that a client sends first, its question for the state the last. */
  readonly hello: Uint8Array;
  /** A frame with an update; where the server acknowledges, one that asks for it follows. */
  frame(update: Uint8Array, number: number): Uint8Array;
  /** A frame with a message of the protocol. */
  message(bytes: Uint8Array): Uint8Array;
  /** The message without what the server puts before it. */
  content(message: Buffer): Buffer;
}

/** A server that is measured, or measured against. */
export interface Peer {
  readonly name: 'relay' | 'floor' | 'hocuspocus' | 'ruam';
  /** Whether it answers a question for the state: the relay knows none. */
  readonly hasState: boolean;
  readonly acknowledges: boolean;
  pid(): number;
  /** One that nobody was in; the same number is the same room. */
  room(number: number): Room;
  /** kill -9, and again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const question = Uint8Array.of(0, 0, 1, 0);

const frameAndAck = (update: Uint8Array, number: number): Uint8Array =>
  Buffer.concat([clientFrame(updateMessage(update)), clientFrame(Uint8Array.of(100, ...varUint(number)))]);

export async function startRelay(): Promise<Peer> {
  const { port, child, start, stop } = await startChild('relay.ts', []);
  return {
    name: 'relay',
    hasState: false,
    acknowledges: false,
    pid: child,
    room: (number) => ({
      address: () => ({ port, path: `/${number}`, cookie: null }),
      hello: clientFrame(question),
      frame: (update) => clientFrame(updateMessage(update)),
      message: clientFrame,
      content: (message) => message,
    }),
    restart: start,
    stop,
  };
}

/** What a log and acks cost at least (`floor.ts`). */
export async function startFloor(): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'floor-'));
  const { port, child, start, stop } = await startChild('floor.ts', [join(folder, 'log')]);
  return {
    name: 'floor',
    hasState: false,
    acknowledges: true,
    pid: child,
    room: (number) => ({
      address: () => ({ port, path: `/${number}`, cookie: null }),
      hello: clientFrame(question),
      frame: frameAndAck,
      message: clientFrame,
      content: (message) => message,
    }),
    restart: start,
    async stop() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function startHocuspocus(): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'hocuspocus-'));
  const { port, child, start, stop } = await startChild('hocuspocus.ts', [join(folder, 'documents.sqlite')]);
  return {
    name: 'hocuspocus',
    hasState: true,
    acknowledges: false,
    pid: child,
    room(number) {
      const name = new TextEncoder().encode(`room ${number}`);
      const head = Uint8Array.from([...varUint(name.length), ...name]);
      const message = (bytes: Uint8Array): Uint8Array => clientFrame(Buffer.concat([head, bytes]));
      // An empty token, as its provider sends it where nobody is asked who they are.
      const token = message(Uint8Array.of(2, 0, 0));
      return {
        address: () => ({ port, path: '/', cookie: null }),
        hello: Buffer.concat([token, message(question)]),
        frame: (update) => message(updateMessage(update)),
        message,
        content: (received) => received.subarray(head.length),
      };
    },
    restart: start,
    async stop() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** So many people have the right to write in the documents of a category. */
const seats = ['chair', 'secretary', 'member-1', 'member-2'] as const;

/** Ruam as it is: database, rights, gate and log. `rooms`: how many documents are needed. */
export async function startOurs(rooms: number): Promise<Peer> {
  const ruam = await startRuam({
    LIMIT_UPDATES_PER_SECOND: '0',
    LIMIT_DOCUMENT_BYTES: String(256 * 1024 * 1024),
    LIMIT_SIGN_IN_PER_MINUTE: '0',
    LIMIT_COMMANDS_PER_SECOND: '0',
  });
  pin(ruam.pid(), serverCore);
  const secretariat = await signIn(ruam.url, 'secretariat');
  const cycles = [await sampleCycle(secretariat)];
  let places = await placesIn(secretariat, cycles[0] ?? '');
  while (places.length < rooms) {
    const cycle = await importAgain(secretariat);
    places = [...places, ...(await placesIn(secretariat, cycle))];
  }
  const cookies = await signInAll(ruam);
  const { port } = new URL(ruam.url);
  return {
    name: 'ruam',
    hasState: true,
    acknowledges: true,
    pid: () => ruam.pid(),
    room(number) {
      const place = places[number];
      if (place === undefined) throw new Error(`there are only ${places.length} documents`);
      return {
        address: (connection) => ({
          port: Number(port),
          path: `/sync/${place.document}`,
          cookie: cookies.get(`${place.category}-${connection % seats.length}`) ?? null,
        }),
        hello: clientFrame(question),
        frame: frameAndAck,
        message: clientFrame,
        content: (message) => message,
      };
    },
    async restart() {
      await ruam.kill();
      await ruam.restart();
      pin(ruam.pid(), serverCore);
    },
    stop: () => ruam.dispose(),
  };
}

interface Place {
  readonly document: string;
  readonly category: string;
}

/** Documents that the four people of their category write. */
async function placesIn(caller: Caller, cycle: string): Promise<Place[]> {
  const items = await caller.get<{ category: string; documents: { id: string; kind: string }[] }[]>(
    `/api/cycles/${cycle}/items`,
  );
  return items.flatMap(({ category, documents }) =>
    documents.filter(({ kind }) => kind !== 'advice').map(({ id }) => ({ document: id, category })),
  );
}

async function importAgain(caller: Caller): Promise<string> {
  const file = readFileSync(resolve(import.meta.dirname, '../../../server/sample/fy2562-report.txt'));
  const body = new FormData();
  body.set('file', new File([new Uint8Array(file)], 'report.txt'));
  const read = (await (await caller.send('POST', '/api/imports', body)).json()) as { id: string };
  const made = (await (await caller.send('POST', `/api/imports/${read.id}/commit`)).json()) as {
    cycle: { id: string };
  };
  return made.cycle.id;
}

async function signInAll({ url }: Ruam): Promise<ReadonlyMap<string, string>> {
  const cookies = new Map<string, string>();
  for (let category = 1; category <= 7; category++)
    for (const [at, seat] of seats.entries())
      cookies.set(`${category}-${at}`, (await signIn(url, `cat${category}-${seat}`)).cookie);
  return cookies;
}

interface Child {
  readonly port: number;
  readonly child: () => number;
  start(): Promise<void>;
  stop(): Promise<void>;
}

async function startChild(file: string, args: readonly string[]): Promise<Child> {
  const port = await freePort();
  let child: ChildProcess | null = null;
  const stop = async (): Promise<void> => {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null) return;
    await new Promise((ended) => {
      ending.once('exit', ended);
      ending.kill('SIGKILL');
    });
  };
  const start = async (): Promise<void> => {
    await stop();
    const started = fork(resolve(import.meta.dirname, file), [String(port), ...args], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child = started;
    await new Promise((listening, failed) => {
      started.once('message', listening);
      started.once('exit', (code) => failed(new Error(`${file} ended with ${code}`)));
    });
    if (started.pid !== undefined) pin(started.pid, serverCore);
  };
  process.once('exit', () => child?.kill('SIGKILL'));
  await start();
  return {
    port,
    child() {
      if (child?.pid === undefined) throw new Error(`${file} does not run`);
      return child.pid;
    },
    start,
    stop,
  };
}
