import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { documentOf, sampleCycle, signIn } from '../support/api.ts';
import { freePort, startRuam } from '../support/ruam.ts';

/** One room, `readers` connections, one of them writing `perSecond` keystrokes for `seconds`. */
interface Load {
  readonly readers: number;
  readonly perSecond: number;
  readonly seconds: number;
}

interface Figures {
  readonly delivered: number;
  /** Server CPU in ms. */
  readonly cpuMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const load: Load = { readers: 50, perSecond: 200, seconds: 5 };

/** A keystroke as a y-websocket client sends it: an update message of one inserted character. */
function keystrokes(count: number): Uint8Array[] {
  const doc = new Y.Doc();
  const frames: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => {
    const length: number[] = [];
    for (let rest = update.length; ; rest >>>= 7) {
      length.push(rest > 127 ? (rest & 127) | 128 : rest);
      if (rest <= 127) break;
    }
    frames.push(Uint8Array.from([0, 2, ...length, ...update]));
  });
  const text = new Y.XmlText();
  doc.getXmlFragment('default').push([text]);
  for (let i = 1; i < count; i++) text.insert(i - 1, 'ก');
  return frames;
}

async function connect(address: string, cookie: string | null): Promise<WebSocket> {
  const socket = new WebSocket(address, cookie === null ? {} : { headers: { cookie } });
  await new Promise((open, failed) => socket.once('open', open).once('error', failed));
  if (cookie !== null) await join(socket);
  return socket;
}

/** Sends sync step 1 with an empty state vector and waits for step 2, as every client does. */
function join(socket: WebSocket): Promise<void> {
  return new Promise((done) => {
    const listener = (data: Buffer): void => {
      if (data[0] !== 0 || data[1] !== 1) return;
      socket.off('message', listener);
      done();
    };
    socket.on('message', listener);
    socket.send(Uint8Array.of(0, 0, 1, 0));
  });
}

async function measure(address: string, cookie: string | null, cpuMs: () => Promise<number>): Promise<Figures> {
  const writer = await connect(address, cookie);
  const readers = await Promise.all(Array.from({ length: load.readers - 1 }, () => connect(address, cookie)));
  const frames = keystrokes(load.perSecond * load.seconds);
  const delays: number[] = [];
  let bytes = 0;
  let sentAt = 0;
  for (const reader of readers) {
    reader.on('message', (data: Buffer) => {
      if (data[0] !== 0 || data[1] !== 2) return;
      bytes += data.length;
      delays.push(performance.now() - sentAt);
    });
  }
  const before = await cpuMs();
  const started = performance.now();
  for (const [i, frame] of frames.entries()) {
    const due = started + (i * 1_000) / load.perSecond;
    await new Promise((turn) => setTimeout(turn, Math.max(0, due - performance.now())));
    sentAt = performance.now();
    writer.send(frame);
  }
  await quiet(() => bytes);
  const cpu = (await cpuMs()) - before;
  for (const socket of [writer, ...readers]) socket.terminate();
  delays.sort((a, b) => a - b);
  const at = (part: number): number => delays[Math.floor(delays.length * part)] ?? Number.NaN;
  if (delays.length === 0) throw new Error('nothing was delivered');
  return { delivered: frames.length * readers.length, cpuMs: cpu, p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** Resolves when nothing has arrived for a while. */
async function quiet(received: () => number): Promise<void> {
  for (let last = -1; last !== received(); ) {
    last = received();
    await new Promise((turn) => setTimeout(turn, 300));
  }
}

async function ofRuam(): Promise<Figures> {
  const ruam = await startRuam({ LIMIT_UPDATES_PER_SECOND: '0' });
  try {
    const member = await signIn(ruam.url, 'cat3-member-1');
    const id = await documentOf(member, await sampleCycle(member), '3.3', 'evidence', 'advance');
    const cpuMs = async (): Promise<number> => {
      const metrics = await (await fetch(`${ruam.url}/metrics`)).text();
      return Number(/^process_cpu_seconds_total ([\d.]+)/m.exec(metrics)?.[1]) * 1_000;
    };
    return await measure(`${ruam.url.replace('http', 'ws')}/sync/${id}`, member.cookie, cpuMs);
  } finally {
    await ruam.dispose();
  }
}

async function ofRelay(): Promise<Figures> {
  const port = await freePort();
  const relay: ChildProcess = fork(resolve(import.meta.dirname, 'relay.ts'), [String(port)]);
  const answer = (): Promise<NodeJS.CpuUsage> =>
    new Promise((done) => relay.once('message', (usage) => done(usage as NodeJS.CpuUsage)));
  await answer();
  const cpuMs = async (): Promise<number> => {
    const told = answer();
    relay.send('cpu');
    const { user, system } = await told;
    return (user + system) / 1_000;
  };
  try {
    return await measure(`ws://127.0.0.1:${port}`, null, cpuMs);
  } finally {
    relay.disconnect();
  }
}

const relay = await ofRelay();
const ruam = await ofRuam();
const perDelivery = (figures: Figures): number => (figures.cpuMs * 1_000) / figures.delivered;
const line = (name: string, figures: Figures): string =>
  `${name.padEnd(8)} ${perDelivery(figures).toFixed(2).padStart(8)} µs CPU a delivery   p50 ${figures.p50Ms.toFixed(1)} ms   p99 ${figures.p99Ms.toFixed(1)} ms`;
console.log(`fan-out: ${load.readers} connections in a room, ${load.perSecond} updates/s for ${load.seconds} s`);
console.log(line('relay', relay));
console.log(line('ruam', ruam));
console.log(
  `ratio of CPU a delivery, Ruam (log, rights, commit before broadcast) to a bare relay: ${(perDelivery(ruam) / perDelivery(relay)).toFixed(2)}`,
);
