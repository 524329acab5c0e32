import { setTimeout as passed } from 'node:timers/promises';
import { percentile } from '../../drills/drill.ts';
import type { Peer } from './peers.ts';
import { atMost, type Line, median, told } from './report.ts';
import { inTurn, type Run } from './rounds.ts';
import { readVarUint, varUint } from './strokes.ts';
import { join } from './traffic.ts';
import type { Wire } from './wire.ts';

const people = 50;
const movesPerSecond = 4;
const seconds = 5;

interface Moves {
  /** Messages that each of the others got. */
  readonly frames: number;
  readonly p50: number;
  readonly p99: number;
}

/** Carets that move: how many frames that makes, and how soon they are seen. */
export async function awareness(run: Run, peers: readonly Peer[]): Promise<Line[]> {
  const found = await inTurn(run, peers, (peer) => move(peer, run.take(1).firstRoom));
  const of = (name: Peer['name'], figure: keyof Moves): number =>
    median((found.get(name) ?? []).map((moves) => moves[figure]));
  return [
    told(
      'frames a client, delay',
      [...found]
        .map(
          ([name]) =>
            `${name} ${of(name, 'frames').toFixed(0)}, p50 ${of(name, 'p50').toFixed(1)}, p99 ${of(name, 'p99').toFixed(1)} ms`,
        )
        .join('; '),
    ),
    atMost('frames to the relay’s', of('ruam', 'frames') / of('relay', 'frames'), 0.25, ' ×'),
    atMost('delay p99', of('ruam', 'p99'), 60, ' ms'),
  ];
}

async function move(peer: Peer, number: number): Promise<Moves> {
  const room = peer.room(number);
  const wires = await Promise.all(Array.from({ length: people }, (_, at) => join(room, peer, at)));
  const delays: number[] = [];
  const sentAt = new Map<string, number>();
  let frames = 0;
  let isTimed = false;
  wires[0]?.listen((message) => {
    const content = room.content(message);
    if (content[0] !== 1 || !isTimed) return;
    frames += 1;
    for (const text of statesIn(content)) {
      const move = /"move":"([^"]+)"/.exec(text)?.[1];
      const at = move === undefined ? undefined : sentAt.get(move);
      if (move === undefined || at === undefined) continue;
      sentAt.delete(move);
      delays.push(performance.now() - at);
    }
  });
  const say = (wire: Wire, at: number, clock: number): void => {
    const move = `${at}.${clock}`;
    const state = new TextEncoder().encode(
      JSON.stringify({ user: { name: `ผู้ใช้ ${at}`, color: '#1f5c4a' }, cursor: { anchor: clock, head: clock }, move }),
    );
    const entry = [1, ...varUint(1_000 + at), ...varUint(clock), ...varUint(state.length), ...state];
    sentAt.set(move, performance.now());
    wire.send(room.message(Uint8Array.from([1, ...varUint(entry.length), ...entry])));
  };
  // Who is there is told first: a client id is bound in the store before anybody hears of it.
  for (const [at, wire] of wires.entries()) say(wire, at, 1);
  await passed(1_000);
  isTimed = true;
  const gapMs = 1_000 / movesPerSecond / people;
  const started = performance.now();
  for (let step = 0; step < people * movesPerSecond * seconds; step++) {
    const at = step % people;
    const wire = wires[at];
    if (wire !== undefined) say(wire, at, 2 + Math.floor(step / people));
    await passed(Math.max(0, started + (step + 1) * gapMs - performance.now()));
  }
  // Far longer than a move may take: what has not come by then counts as lost.
  await passed(300);
  for (const wire of wires) wire.close();
  return { frames, p50: percentile(delays, 0.5), p99: percentile(delays, 0.99) };
}

function statesIn(content: Buffer): string[] {
  let { next } = readVarUint(content, 1);
  const count = readVarUint(content, next);
  next = count.next;
  const texts: string[] = [];
  for (let index = 0; index < count.value; index++) {
    next = readVarUint(content, next).next;
    next = readVarUint(content, next).next;
    const length = readVarUint(content, next);
    texts.push(content.toString('utf8', length.next, length.next + length.value));
    next = length.next + length.value;
  }
  return texts;
}
