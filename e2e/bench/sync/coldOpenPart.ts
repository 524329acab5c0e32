import * as Y from 'yjs';
import { until } from '../../drills/drill.ts';
import type { Peer } from './peers.ts';
import { atMost, type Line, median, told } from './report.ts';
import type { Run } from './rounds.ts';
import { strokesOf } from './strokes.ts';
import { join, stateOf } from './traffic.ts';

const operations = 120_000;
const writers = 10;
/** So much at once; then it is waited until the server has it. */
const burst = 1_000;

interface Opening {
  readonly coldMs: number;
  readonly warmMs: number;
  readonly isComplete: boolean;
}

/** A long text on a server that has just started: until the first answer, and whether that is all. */
export async function coldOpen(run: Run, peers: readonly Peer[]): Promise<Line[]> {
  const found = new Map<Peer['name'], Opening[]>();
  for (const peer of peers.filter(({ hasState }) => hasState)) {
    const number = run.take(1).firstRoom;
    await write(peer, number);
    for (let round = 0; round < run.rounds; round++) {
      const openings = found.get(peer.name) ?? [];
      openings.push(await open(peer, number));
      found.set(peer.name, openings);
    }
  }
  const of = (name: Peer['name'], figure: 'coldMs' | 'warmMs'): number =>
    median((found.get(name) ?? []).map((opening) => opening[figure]));
  const incomplete = (found.get('ruam') ?? []).filter(({ isComplete }) => !isComplete).length;
  return [
    told(
      'cold and warm',
      [...found]
        .map(([name]) => `${name} ${of(name, 'coldMs').toFixed(1)} and ${of(name, 'warmMs').toFixed(1)} ms`)
        .join('; '),
    ),
    atMost('first answers that were not complete', incomplete, 0, ''),
    atMost('cold to warm', of('ruam', 'coldMs') / of('ruam', 'warmMs'), 1, ' ×'),
    atMost('cold to Hocuspocus’', of('ruam', 'coldMs') / of('hocuspocus', 'coldMs'), 0.15, ' ×'),
  ];
}

async function write(peer: Peer, number: number): Promise<void> {
  const room = peer.room(number);
  const wires = await Promise.all(
    Array.from({ length: writers }, async (_, at) => {
      const { updates } = strokesOf(5_000 + at, operations / writers);
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
  return { coldMs, warmMs: performance.now() - again, isComplete: lengthOf(state) === operations };
}

function lengthOf(state: Uint8Array): number {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return [...Y.decodeStateVector(Y.encodeStateVector(doc))].reduce(
    (sum, [client, clock]) => sum + (client >= 5_000 && client < 5_000 + writers ? clock - 1 : 0),
    0,
  );
}
