import { setTimeout as passed } from 'node:timers/promises';
import type { Peer } from './peers.ts';
import { residentBytes } from './process.ts';
import { atMost, type Line, median, round, told } from './report.ts';
import type { Run } from './rounds.ts';
import { join } from './traffic.ts';
import type { Wire } from './wire.ts';

const connections = 1_000;
const rooms = 150;
const settleMs = 4_000;

/** What idle connections in one room weigh, and idle rooms with one reader each beyond a connection. */
export async function memory(run: Run, peers: readonly Peer[]): Promise<Line[]> {
  const perConnection = new Map<Peer['name'], number>();
  const perRoom = new Map<Peer['name'], number>();
  const [room, from] = [run.take(1).firstRoom, run.take(rooms).firstRoom];
  for (const peer of peers) {
    const first = await connect(peer, Array(connections).fill(room));
    const before = await residentAfterRest(peer);
    const more = await connect(peer, Array(connections).fill(room));
    perConnection.set(peer.name, ((await residentAfterRest(peer)) - before) / connections);
    const atRooms = await residentAfterRest(peer);
    const readers = await connect(
      peer,
      Array.from({ length: rooms }, (_, at) => from + at),
    );
    perRoom.set(peer.name, ((await residentAfterRest(peer)) - atRooms) / rooms - (perConnection.get(peer.name) ?? 0));
    for (const wire of [...first, ...more, ...readers]) wire.close();
  }
  const kb = (of: ReadonlyMap<Peer['name'], number>, name: Peer['name']): number =>
    (of.get(name) ?? Number.NaN) / 1_024;
  const list = (of: ReadonlyMap<Peer['name'], number>): string =>
    [...of].map(([name]) => `${name} ${round(kb(of, name))} KB`).join('; ');
  return [
    told('a connection', list(perConnection)),
    atMost('a connection', kb(perConnection, 'ruam'), 30, ' KB'),
    told('an idle open room, a few sentences of text', list(perRoom)),
    atMost('an idle open room', kb(perRoom, 'ruam'), 100, ' KB'),
  ];
}

async function connect(peer: Peer, numbers: readonly number[]): Promise<Wire[]> {
  const wires: Wire[] = [];
  for (const [at, number] of numbers.entries()) wires.push(await join(peer.room(number), peer, at));
  return wires;
}

/** The least that was seen for a while: what a collection would free does not count as held. */
async function residentAfterRest(peer: Peer): Promise<number> {
  const seen: number[] = [];
  for (const end = performance.now() + settleMs; performance.now() < end; await passed(100))
    seen.push(residentBytes(peer.pid()));
  return median(seen.slice(-10));
}
