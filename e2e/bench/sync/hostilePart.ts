import { setTimeout as passed } from 'node:timers/promises';
import * as Y from 'yjs';
import { until } from '../../drills/drill.ts';
import type { Peer } from './peers.ts';
import { residentBytes } from './process.ts';
import { atMost, type Line, median, round, told } from './report.ts';
import type { Run } from './rounds.ts';
import { broughtBy, readVarUint, strokesOf, updateMessage, varUint } from './strokes.ts';
import { join } from './traffic.ts';

const bombs = 40;
const stopped = 5;
const megabytes = 125;

/** Frames of 15 bytes that declare 2^25 structs: how long the server does not answer others. */
export async function structBombs(run: Run, peers: readonly Peer[]): Promise<Line[]> {
  const stalls = new Map<Peer['name'], number[]>();
  for (const peer of peers.filter(({ hasState }) => hasState))
    for (let round = 0; round < run.rounds; round++) {
      const known = stalls.get(peer.name) ?? [];
      known.push(await bombard(peer, run.take(2).firstRoom));
      stalls.set(peer.name, known);
    }
  return [
    told('longest stall of others', [...stalls].map(([name, all]) => `${name} ${round(median(all))} ms`).join('; ')),
    atMost('longest stall of others', median(stalls.get('ruam') ?? []), 20, ' ms'),
  ];
}

/** How much longer than usual (p50) the slowest keystroke takes to a reader in another room, ms. */
async function bombard(peer: Peer, number: number): Promise<number> {
  const [honest, hit] = [peer.room(number), peer.room(number + 1)];
  const bombers = await Promise.all(Array.from({ length: bombs }, (_, at) => join(hit, peer, at)));
  const typist = await join(honest, peer, 0);
  const reader = await join(honest, peer, 1);
  const { updates, clocks } = strokesOf(8_000, 400);
  const sentAt: number[] = [];
  let seen = 0;
  let delays: number[] = [];
  reader.listen((message) => {
    const content = honest.content(message);
    if (content[0] !== 0 || content[1] !== 2) return;
    const now = performance.now();
    const { value, next } = readVarUint(content, 2);
    const reached = Math.max(0, ...broughtBy(content.subarray(next, next + value)).map(({ to }) => to));
    for (; seen < sentAt.length && (clocks[seen] ?? 0) < reached; seen++) delays.push(now - (sentAt[seen] ?? now));
  });
  const type = async (from: number, to: number): Promise<readonly number[]> => {
    delays = [];
    for (const update of updates.slice(from, to)) {
      sentAt.push(performance.now());
      typist.send(honest.message(updateMessage(update)));
      // A hundred keystrokes a second.
      await passed(10);
    }
    await until(() => seen === to, 'what is typed arrives');
    return delays;
  };
  const usual = median(await type(0, 100));
  const bomb = hit.message(updateMessage(Uint8Array.from([1, ...varUint(2 ** 25), 1, 0, 4, 1, 1, 116, 1, 97])));
  const after = type(100, 300);
  for (const bomber of bombers) bomber.send(bomb);
  const worst = Math.max(...(await after));
  for (const wire of [...bombers, typist, reader]) wire.close();
  return Math.max(0, worst - usual);
}

/** Readers that stop reading while much is written: what each costs beyond readers that read. */
export async function slowReaders(run: Run, peers: readonly Peer[]): Promise<Line[]> {
  const costs = new Map<Peer['name'], number>();
  for (const peer of peers) {
    const control = await writePast(peer, run.take(1).firstRoom, false);
    // What the control run has left is collected by then.
    await passed(3_000);
    costs.set(peer.name, ((await writePast(peer, run.take(1).firstRoom, true)) - control) / stopped);
  }
  return [
    told('a stopped reader', [...costs].map(([name, cost]) => `${name} ${round(cost)} MB`).join('; ')),
    atMost('a stopped reader', costs.get('ruam') ?? Number.NaN, 2, ' MB'),
  ];
}

async function writePast(peer: Peer, number: number, isStopped: boolean): Promise<number> {
  const room = peer.room(number);
  const before = residentBytes(peer.pid());
  const readers = await Promise.all(Array.from({ length: stopped }, (_, at) => join(room, peer, at)));
  const writer = await join(room, peer, stopped);
  const witness = await join(room, peer, stopped + 1);
  if (isStopped) for (const { socket } of readers) socket.pause();
  const doc = new Y.Doc();
  doc.clientID = 9_000;
  const text = new Y.XmlText();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [text]);
  doc.getXmlFragment('default').push([paragraph]);
  const first = Y.encodeStateAsUpdate(doc);
  writer.send(room.message(updateMessage(first)));
  let most = before;
  // Written and taken away again: the document stays small, what is sent does not.
  for (let written = 0; written < megabytes * 2 ** 20; ) {
    const updates: Uint8Array[] = [];
    const gather = (update: Uint8Array): void => void updates.push(update);
    doc.on('update', gather);
    text.insert(0, 'ก'.repeat(80_000));
    text.delete(0, 80_000);
    doc.off('update', gather);
    for (const update of updates) {
      const seen = witness.received;
      written += update.length;
      writer.send(room.message(updateMessage(update)));
      // One at a time: a server that gathers what comes together would send what was taken away again to nobody.
      await until(() => witness.received > seen + update.length / 2, 'what is written arrives');
    }
    most = Math.max(most, residentBytes(peer.pid()));
  }
  for (const wire of [...readers, writer, witness]) wire.close();
  return (most - before) / 2 ** 20;
}
