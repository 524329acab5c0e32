/**
 * The sync server against a bare relay and Hocuspocus 4.7, all of them in one run: servers on one core, the load on another,
 * rounds in turn. `npm run bench -- sync [part …]`; ROUNDS (5) sets how many.
 */
import { cpus } from 'node:os';
import { awareness } from './sync/awarenessPart.ts';
import { capacity } from './sync/capacityPart.ts';
import { coldOpen } from './sync/coldOpenPart.ts';
import { fanOut, floorOf } from './sync/fanOutPart.ts';
import { slowReaders, structBombs } from './sync/hostilePart.ts';
import { joinStorm } from './sync/joinStormPart.ts';
import { memory } from './sync/memoryPart.ts';
import { type Peer, startFloor, startHocuspocus, startOurs, startRelay } from './sync/peers.ts';
import { loadCore, pin } from './sync/process.ts';
import { highestRate } from './sync/ratePart.ts';
import { type Line, print } from './sync/report.ts';
import type { Run } from './sync/rounds.ts';
import { sendThrough } from './sync/traffic.ts';

const small = { rooms: 1, perRoom: 50, seconds: 4, warmSeconds: 1, graceSeconds: 10 };
const large = { ...small, perRoom: 200 };
const many = { ...small, rooms: 300, perRoom: 4 };
const climbing = { seconds: 3, warmSeconds: 0.5, graceSeconds: 10 };

type Part = (run: Run, peers: readonly Peer[]) => Promise<Line[]>;
interface PartOfBench {
  readonly what: string;
  /** Documents that are needed. */
  readonly rooms: number;
  readonly measure: Part;
  /** Instead of Hocuspocus. */
  readonly rival?: () => Promise<Peer>;
}

const parts: Readonly<Record<string, PartOfBench>> = {
  fanOut50: {
    what: '50 connections in a room, 200 updates/s',
    rooms: 30,
    measure: (run, peers) =>
      fanOut(run, peers, { ...small, perSecond: 200 }, { toRelay: 1.3, toRival: 1, p50Ms: 6, p99Ms: 20 }),
  },
  fanOut200: {
    what: '200 connections in a room, 100 updates/s',
    rooms: 30,
    measure: (run, peers) =>
      fanOut(run, peers, { ...large, perSecond: 100 }, { toRelay: 1.2, toRival: 0.85, p50Ms: 6, p99Ms: 20 }),
  },
  floor: {
    what: 'the least that a log and acks cost: a relay that syncs a file, in the place of Hocuspocus',
    rooms: 300,
    rival: startFloor,
    async measure(run, peers) {
      const loads = { '50 × 200/s': [small, 200], '200 × 100/s': [large, 100], '300 × 4': [many, 1_200] } as const;
      const lines: Line[] = [];
      for (const [name, [load, perSecond]] of Object.entries(loads))
        lines.push(...(await floorOf(run, peers, name, { ...load, perSecond })));
      return lines;
    },
  },
  rate50: {
    what: 'the highest rate, 50 connections',
    rooms: 120,
    measure: (run, peers) => highestRate(run, peers, { ...small, ...climbing }, 2_000),
  },
  rate200: {
    what: 'the highest rate, 200 connections',
    rooms: 120,
    measure: (run, peers) => highestRate(run, peers, { ...large, ...climbing }, 500),
  },
  rooms300: {
    what: '300 rooms of 4, 1,200 updates/s',
    rooms: 300,
    measure: (run, peers) =>
      fanOut(run, peers, { ...many, perSecond: 1_200 }, { toRelay: 1.8, toRival: 1, p50Ms: null, p99Ms: null }),
  },
  rate300: {
    what: 'the highest rate, 300 rooms of 4',
    rooms: 310,
    measure: (run, peers) => highestRate(run, peers, { ...many, ...climbing }, 4_000),
  },
  capacity: {
    what: 'the model of what a core carries',
    rooms: 260,
    measure: (run, peers) => capacity(run, peers, { seconds: 4, warmSeconds: 1, graceSeconds: 10 }),
  },
  coldOpen: { what: 'a text of 120,000 operations, after a kill -9', rooms: 5, measure: coldOpen },
  awareness: { what: '50 carets, 4 moves/s each', rooms: 30, measure: awareness },
  memory: { what: 'memory', rooms: 160, measure: memory },
  slowReaders: { what: '125 MB past 5 readers that stopped', rooms: 10, measure: slowReaders },
  structBombs: { what: '40 frames that declare 2^25 structs', rooms: 20, measure: structBombs },
  joinStorm: { what: '200 clients at once, 1 MB of text', rooms: 5, measure: joinStorm },
};

const names = process.argv.slice(2);
const chosen = Object.entries(parts).filter(([name]) => names.length === 0 || names.includes(name));
if (chosen.length === 0) {
  console.error(`Which part? ${Object.keys(parts).join(', ')}; without a name all of them.`);
  process.exit(2);
}
pin(process.pid, loadCore);
console.log(
  `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`,
);
let missed = 0;
for (const [, { what, rooms, measure, rival = startHocuspocus }] of chosen) {
  // Fresh processes for each part: what one left behind is not measured in the next.
  const peers = [await startRelay(), await rival(), await startOurs(Math.max(rooms, 2))];
  const available = Math.max(rooms, 2);
  let [next, typists] = [0, 0];
  const run: Run = {
    rounds: Number(process.env.ROUNDS ?? 5),
    noisy: 0,
    take(count) {
      if (next + count > available) next = 0;
      const firstRoom = next;
      next += count;
      typists += 1;
      return { firstRoom, typists };
    },
  };
  try {
    // Warm, as a server is that has run for a while.
    for (const peer of peers)
      for (let time = 0; time < 2; time++)
        await sendThrough(peer, run.take(1), { ...small, perSecond: 2_000, graceSeconds: 20 });
    const lines = await measure(run, peers);
    print(what, lines);
    if (run.noisy > 0)
      console.log(`    ${run.noisy} rounds had other work beside them, although they were tried again`);
    missed += lines.filter(({ isKept }) => isKept === false).length;
  } finally {
    for (const peer of peers) await peer.stop();
  }
}
process.exit(missed > 0 ? 1 : 0);
