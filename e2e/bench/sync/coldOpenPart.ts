import * as Y from 'yjs';
import { until } from '../../drills/drill.ts';
import type { Peer } from './peers.ts';
import { atMost, type Line, median, told } from './report.ts';
import type { Run } from './rounds.ts';
import { scatteredStrokesOf } from './strokes.ts';
import { join, stateOf } from './traffic.ts';

const operations = 120_000;
const writers = 10;
/** So much at once; then it is waited until the server has it. */
const burst = 1_000;

interface Opening {
  readonly coldMs: number;
  /** The next who comes, when nothing was written since. */
  readonly againMs: number;
  readonly isComplete: boolean;
}

/** A long text on a server that has just started: until the first answer, and whether that is all. */
export async function coldOpen(run: Run, peers: readonly Peer[]): Promise<Line[]> {
  const found = new Map<Peer['name'], Opening[]>();
  const warm = new Map<Peer['name'], number[]>();
  for (const peer of peers.filter(({ hasState }) => hasState)) {
    const number = run.take(1).firstRoom;
    await write(peer, number);
    for (let round = 0; round < run.rounds; round++) {
      const openings = found.get(peer.name) ?? [];
      openings.push(await open(peer, number));
      found.set(peer.name, openings);
    }
    warm.set(peer.name, await openWhileWritten(peer, number, run.rounds));
  }
  const coldOf = (name: Peer['name']): number => median((found.get(name) ?? []).map(({ coldMs }) => coldMs));
  const againOf = (name: Peer['name']): number => median((found.get(name) ?? []).map(({ againMs }) => againMs));
  const warmOf = (name: Peer['name']): number => median(warm.get(name) ?? []);
  const incomplete = (found.get('ruam') ?? []).filter(({ isComplete }) => !isComplete).length;
  return [
    told(
      'cold; warm, somebody writes in it; warm, as it was',
      [...found.keys()]
        .map((name) => `${name} ${[coldOf, warmOf, againOf].map((of) => of(name).toFixed(1)).join(', ')} ms`)
        .join('; '),
    ),
    atMost('first answers that were not complete', incomplete, 0, ''),
    atMost('cold to warm', coldOf('ruam') / warmOf('ruam'), 1, ' ×'),
    atMost('cold to Hocuspocus’', coldOf('ruam') / coldOf('hocuspocus'), 0.15, ' ×'),
  ];
}

async function write(peer: Peer, number: number): Promise<void> {
  const room = peer.room(number);
  const wires = await Promise.all(
    Array.from({ length: writers }, async (_, at) => {
      const { updates } = scatteredStrokesOf(5_000 + at, operations / writers);
      const wire = await join(room, peer, at);
      const probe = await join(room, peer, at + 1);
      for (let from = 0; from < updates.length; from += burst) {
        const before = probe.received;
        wire.send(
          Buffer.concat(updates.slice(from, from + burst).map((update, n) => room.frame(update, from + n + 1))),
        );
        await until(() => probe.received > before, 'the server takes what is written');
      }
      return [wire, probe];
    }),
  );
  // Hocuspocus stores some seconds after the last edit.
  await until(async () => lengthOf(await stateOf(room)) === operations, 'everything is in the text');
  for (const wire of wires.flat()) wire.close();
  await new Promise((stored) => setTimeout(stored, 12_000));
}

async function open(peer: Peer, number: number): Promise<Opening> {
  await peer.restart();
  // The first connection to a process also warms what has nothing to do with the text.
  await stateOf(peer.room(number + 1));
  const at = performance.now();
  const state = await stateOf(peer.room(number));
  const coldMs = performance.now() - at;
  const again = performance.now();
  await stateOf(peer.room(number));
  return { coldMs, againMs: performance.now() - again, isComplete: lengthOf(state) === operations };
}

/** Who comes into the open text, each time after one more letter of somebody in it. */
async function openWhileWritten(peer: Peer, number: number, rounds: number): Promise<number[]> {
  const room = peer.room(number);
  const { updates } = scatteredStrokesOf(5_000 + writers, rounds);
  const writer = await join(room, peer, 0);
  const other = await join(room, peer, 1);
  const times: number[] = [];
  for (const [at, update] of updates.entries()) {
    const before = other.received;
    writer.send(room.frame(update, at + 1));
    await until(() => other.received > before, 'the letter is in the text');
    const began = performance.now();
    await stateOf(room);
    times.push(performance.now() - began);
  }
  for (const wire of [writer, other]) wire.close();
  return times;
}

function lengthOf(state: Uint8Array): number {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return [...Y.decodeStateVector(Y.encodeStateVector(doc))].reduce(
    (sum, [client, clock]) => sum + (client >= 5_000 && client < 5_000 + writers ? clock - 1 : 0),
    0,
  );
}
