import { setTimeout as passed } from 'node:timers/promises';
import * as Y from 'yjs';
import { until } from '../../drills/drill.ts';
import type { Peer, Room } from './peers.ts';
import { residentBytes } from './process.ts';
import { atMost, type Line, median, round, told } from './report.ts';
import type { Run } from './rounds.ts';
import { join, stateOf } from './traffic.ts';
import { Wire } from './wire.ts';

const clients = 200;
const textBytes = 1_000_000;

interface Storm {
  readonly allMs: number;
  readonly moreMb: number;
}

/** Everybody at once in a room with a large text, as after a restart. */
export async function joinStorm(run: Run, peers: readonly Peer[]): Promise<Line[]> {
  const storms = new Map<Peer['name'], Storm[]>();
  for (const peer of peers.filter(({ hasState }) => hasState)) {
    const room = peer.room(run.take(1).firstRoom);
    await fill(peer, room);
    const bytes = (await stateOf(room)).length;
    for (let round = 0; round < run.rounds; round++) {
      const known = storms.get(peer.name) ?? [];
      known.push(await storm(peer, room, bytes));
      storms.set(peer.name, known);
    }
  }
  const of = (name: Peer['name'], figure: keyof Storm): number =>
    median((storms.get(name) ?? []).map((one) => one[figure]));
  return [
    told(
      'until the last has all; memory',
      [...storms]
        .map(([name]) => `${name} ${round(of(name, 'allMs'))} ms, + ${round(of(name, 'moreMb'))} MB`)
        .join('; '),
    ),
    atMost('until the last has all', of('ruam', 'allMs'), 2_000, ' ms'),
    atMost('memory', of('ruam', 'moreMb'), 50, ' MB'),
  ];
}

async function fill(peer: Peer, room: Room): Promise<void> {
  const doc = new Y.Doc();
  doc.clientID = 7_000;
  const letters = 'การประเมินสถานะของหน่วยงานภาครัฐ ';
  const paragraphs = Array.from({ length: Math.ceil(textBytes / (Buffer.byteLength(letters) * 30)) }, () => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(letters.repeat(30))]);
    return paragraph;
  });
  doc.getXmlFragment('default').push(paragraphs);
  const wire = await join(room, peer, 0);
  wire.send(room.frame(Y.encodeStateAsUpdate(doc), 1));
  await until(async () => (await stateOf(room)).length >= textBytes, 'the text is there');
  wire.close();
}

async function storm(peer: Peer, room: Room, bytes: number): Promise<Storm> {
  // What the round before has left is collected by then.
  await passed(2_000);
  const before = residentBytes(peer.pid());
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, residentBytes(peer.pid()));
  }, 10);
  const at = performance.now();
  const wires = await Promise.all(
    Array.from({ length: clients }, async (_, index) => {
      const wire = await Wire.open(room.address(index), null);
      wire.send(room.hello);
      return wire;
    }),
  );
  await until(() => wires.every(({ received }) => received >= bytes), 'everybody has the text');
  const allMs = performance.now() - at;
  clearInterval(watch);
  for (const wire of wires) wire.close();
  return { allMs, moreMb: (most - before) / 2 ** 20 };
}
