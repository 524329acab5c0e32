import { setTimeout as passed } from 'node:timers/promises';
import { percentile } from '../../drills/drill.ts';
import type { Peer, Room } from './peers.ts';
import { cpuMs } from './process.ts';
import type { Place } from './rounds.ts';
import { broughtBy, readVarUint, type Strokes, strokesOf } from './strokes.ts';
import { Wire } from './wire.ts';

/** Typists in rooms, all of them typing alike. */
export interface Load {
  readonly rooms: number;
  /** Connections in each. */
  readonly perRoom: number;
  /** Keystrokes of all together. */
  readonly perSecond: number;
  readonly seconds: number;
  /** Before the clock starts, at the same rate. */
  readonly warmSeconds: number;
  /** For what was not delivered when the typing ended, and then it counts as lost. */
  readonly graceSeconds: number;
}

export interface Figures {
  /** Of the server, for one keystroke that reaches one other client, µs. */
  readonly cpuPerDelivery: number;
  /** From the keystroke to another client, ms. */
  readonly p50: number;
  readonly p99: number;
  /** From the keystroke to its ack, ms; NaN where nobody acknowledges. */
  readonly ackP50: number;
  readonly ackP99: number;
  /** Keystrokes that never reached a reader, and that a newcomer does not get. */
  readonly undelivered: number;
  readonly lost: number;
  readonly sent: number;
  /** How late the load itself was, ms; above some ms the figures are not the server's. */
  readonly lagP99: number;
  /** Keystrokes a second that were really sent. */
  readonly perSecond: number;
}

/** Who listens to every message; the others are only counted. */
const probedRooms = 8;

/** Sends the load through rooms, and tells what it cost. In a room that was used before, the same typists' keystrokes would be known. */
export async function sendThrough(peer: Peer, { firstRoom, typists: group }: Place, load: Load): Promise<Figures> {
  const warmStrokes = Math.ceil((load.perSecond * load.warmSeconds) / (load.rooms * load.perRoom)) + 1;
  const timedStrokes = Math.ceil((load.perSecond * load.seconds) / (load.rooms * load.perRoom));
  const crowds = await Promise.all(
    Array.from({ length: load.rooms }, (_, at) =>
      enter(peer.room(firstRoom + at), peer, load.perRoom, warmStrokes + timedStrokes, at < probedRooms, group),
    ),
  );
  const typists = crowds.flatMap((crowd) => crowd.typists);
  try {
    await type(typists, 0, warmStrokes, load.perSecond);
    await delivered(crowds, warmStrokes, load.graceSeconds);
    for (const { delays, ackDelays } of crowds) for (const list of [delays, ackDelays]) list.length = 0;
    const before = cpuMs(peer.pid());
    const { lags, tookMs } = await type(typists, warmStrokes, warmStrokes + timedStrokes, load.perSecond);
    await delivered(crowds, warmStrokes + timedStrokes, load.graceSeconds);
    const cpu = cpuMs(peer.pid()) - before;
    const sent = timedStrokes * typists.length;
    const [delays, acks] = [crowds.flatMap((crowd) => crowd.delays), crowds.flatMap((crowd) => crowd.ackDelays)];
    const undelivered = crowds.reduce((sum, crowd) => sum + missing(crowd, warmStrokes + timedStrokes), 0);
    return {
      cpuPerDelivery: (cpu * 1_000) / (sent * (load.perRoom - 1)),
      p50: percentile(delays, 0.5),
      p99: undelivered > 0 ? Number.POSITIVE_INFINITY : percentile(delays, 0.99),
      ackP50: percentile(acks, 0.5),
      ackP99: percentile(acks, 0.99),
      undelivered,
      lost: peer.hasState ? await lostIn(crowds, warmStrokes + timedStrokes) : undelivered,
      sent,
      lagP99: percentile(lags, 0.99),
      perSecond: (sent * 1_000) / tookMs,
    };
  } finally {
    for (const { wire } of typists) wire.close();
  }
}

interface Typist {
  readonly wire: Wire;
  readonly strokes: Strokes;
  readonly frames: readonly Uint8Array[];
  /** When each was sent. */
  readonly sentAt: Float64Array;
}

/** The people of one room. */
interface Crowd {
  readonly room: Room;
  readonly typists: readonly Typist[];
  /** By Yjs' client id. */
  readonly numbers: ReadonlyMap<number, number>;
  readonly delays: number[];
  readonly ackDelays: number[];
  /** How many keystrokes of each typist the first one has got; null where nobody listens. */
  readonly seen: Map<number, number> | null;
}

async function enter(
  room: Room,
  peer: Peer,
  people: number,
  count: number,
  isProbed: boolean,
  group: number,
): Promise<Crowd> {
  const typists = await Promise.all(
    Array.from({ length: people }, async (_, at): Promise<Typist> => {
      const wire = await join(room, peer, at);
      const strokes = strokesFor(clientOf(group, at), count);
      const frames = strokes.updates.map((update, number) => room.frame(update, number + 1));
      return { wire, strokes, frames, sentAt: new Float64Array(count) };
    }),
  );
  const numbers = new Map(typists.map(({ strokes }, at) => [strokes.clientId, at]));
  const crowd: Crowd = { room, typists, numbers, delays: [], ackDelays: [], seen: isProbed ? new Map() : null };
  const [first, second] = typists;
  if (isProbed) first?.wire.listen((message) => hear(crowd, room.content(message)));
  if (isProbed && peer.acknowledges && second !== undefined) hearAcks(crowd, second, room);
  return crowd;
}

const clientOf = (group: number, typist: number): number => 1_000 * (group + 1) + typist;

const known = new Map<string, Strokes>();

/** The same keystrokes for every server and round: they are typed once. */
function strokesFor(clientId: number, count: number): Strokes {
  const key = `${clientId} ${count}`;
  const strokes = known.get(key) ?? strokesOf(clientId, count);
  if (known.size > 2_000) known.clear();
  known.set(key, strokes);
  return strokes;
}

/** Connects, and waits for the state where the server has one. */
export async function join(room: Room, peer: Peer, connection: number): Promise<Wire> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const wire = await Wire.open(room.address(connection), (message) => {
    const content = room.content(message);
    if (content[0] === 0 && content[1] === 1) resolve();
  });
  wire.socket.once('close', () => resolve());
  wire.send(room.hello);
  if (peer.hasState) await promise;
  if (!wire.isOpen) throw new Error(`${peer.name} has closed the connection`);
  wire.listen(null);
  return wire;
}

function hear(crowd: Crowd, content: Buffer): void {
  if (content[0] !== 0 || content[1] !== 2) return;
  const now = performance.now();
  const { value, next } = readVarUint(content, 2);
  for (const { clientId, from, to } of broughtBy(content.subarray(next, next + value))) {
    const typist = crowd.typists[crowd.numbers.get(clientId) ?? -1];
    if (typist === undefined || crowd.seen === null) continue;
    let at = crowd.seen.get(clientId) ?? 0;
    for (; at < typist.frames.length; at++) {
      const clock = typist.strokes.clocks[at] ?? 0;
      if (clock >= to) break;
      if (clock >= from) crowd.delays.push(now - (typist.sentAt[at] ?? now));
    }
    crowd.seen.set(clientId, at);
  }
}

function hearAcks(crowd: Crowd, { wire, sentAt }: Typist, room: Room): void {
  let acked = 0;
  wire.listen((message) => {
    const content = room.content(message);
    if (content[0] !== 100) return;
    const now = performance.now();
    const { value } = readVarUint(content, 1);
    for (; acked < value; acked++) crowd.ackDelays.push(now - (sentAt[acked] ?? now));
  });
}

/** Everybody's keystrokes from one number to another, evenly. */
async function type(
  typists: readonly Typist[],
  from: number,
  to: number,
  perSecond: number,
): Promise<{ lags: number[]; tookMs: number }> {
  const total = (to - from) * typists.length;
  const lags: number[] = [];
  const started = performance.now();
  const waiting: Uint8Array[][] = typists.map(() => []);
  const touched = new Set<number>();
  for (let sent = 0; sent < total; ) {
    const now = performance.now();
    const due = Math.min(total, Math.floor(((now - started) * perSecond) / 1_000) + 1);
    if (due > sent) lags.push(now - (started + (sent * 1_000) / perSecond));
    for (; sent < due; sent++) {
      const at = sent % typists.length;
      const number = from + Math.floor(sent / typists.length);
      const typist = typists[at];
      const frame = typist?.frames[number];
      if (typist === undefined || frame === undefined) continue;
      typist.sentAt[number] = now;
      waiting[at]?.push(frame);
      touched.add(at);
    }
    for (const at of touched) {
      const frames = waiting[at]?.splice(0) ?? [];
      typists[at]?.wire.send(frames.length === 1 && frames[0] !== undefined ? frames[0] : Buffer.concat(frames));
    }
    touched.clear();
    await passed(1);
  }
  return { lags, tookMs: performance.now() - started };
}

/** Until who listens has everything of everybody else and the others hear nothing more, or the time is over. */
async function delivered(crowds: readonly Crowd[], count: number, graceSeconds: number): Promise<void> {
  const end = performance.now() + graceSeconds * 1_000;
  const bytes = (): number =>
    crowds.reduce((sum, { typists }) => sum + typists.reduce((all, { wire }) => all + wire.received, 0), 0);
  while (performance.now() < end && crowds.some((crowd) => missing(crowd, count) > 0)) await passed(5);
  for (let last = -1; last !== bytes() && performance.now() < end; ) {
    last = bytes();
    // Longer than the longest gap between two flushes.
    await passed(60);
  }
}

function missing({ typists, seen }: Crowd, count: number): number {
  if (seen === null) return 0;
  return typists.slice(1).reduce((sum, { strokes }) => sum + count - (seen.get(strokes.clientId) ?? 0), 0);
}

/** What somebody who comes now does not get. */
async function lostIn(crowds: readonly Crowd[], count: number): Promise<number> {
  let lost = 0;
  for (const { room, typists, seen } of crowds) {
    if (seen === null) continue;
    const state = await stateOf(room);
    const reached = new Map<number, number>();
    for (const { clientId, to } of broughtBy(state)) reached.set(clientId, Math.max(to, reached.get(clientId) ?? 0));
    for (const { strokes } of typists)
      lost += strokes.clocks.slice(0, count).filter((clock) => clock >= (reached.get(strokes.clientId) ?? 0)).length;
  }
  return lost;
}

/** The whole state of a room, as a newcomer gets it. */
export async function stateOf(room: Room): Promise<Uint8Array> {
  const { promise, resolve } = Promise.withResolvers<Uint8Array>();
  const wire = await Wire.open(room.address(0), (message) => {
    const content = room.content(message);
    if (content[0] !== 0 || content[1] !== 1) return;
    const { value, next } = readVarUint(content, 2);
    resolve(content.subarray(next, next + value).slice());
  });
  wire.send(room.hello);
  const state = await promise;
  wire.close();
  return state;
}
