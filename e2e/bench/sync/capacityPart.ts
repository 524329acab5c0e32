import type { Peer } from './peers.ts';
import { atMost, type Line, median, round, told } from './report.ts';
import { inTurn, type Run } from './rounds.ts';
import { type Load, sendThrough } from './traffic.ts';

/** Who is there and what they type in all. */
interface Shape {
  readonly rooms: number;
  readonly perRoom: number;
  readonly perSecond: number;
}

/** What was not measured to find the model. */
const checked: readonly Shape[] = [
  { rooms: 1, perRoom: 20, perSecond: 60 },
  { rooms: 20, perRoom: 10, perSecond: 400 },
  { rooms: 100, perRoom: 4, perSecond: 200 },
];
/** Machines differ, and one machine by the hour: this is measured in the same round as the others. */
const yardstick: Shape = { rooms: 1, perRoom: 50, perSecond: 200 };
const within = 1.3;

/**
 * The model of docs/operations.md: what a load takes of a core, µs a second, on the machine it was found on. A flush costs
 * its commit; a room in it, its transaction and its row; a frame, its write; an update, what is read and looked at.
 */
function coreTime({ rooms, perRoom, perSecond }: Shape): number {
  const flushes = Math.min(perSecond, 105);
  const roomsInFlush = rooms * (1 - Math.exp(-perSecond / (flushes * rooms)));
  return flushes * (500 + roomsInFlush * (150 + 10.5 * perRoom)) + perSecond * 50;
}

/** Whether the model holds: the same loads relative to one of them, as it says and as they are. */
export async function capacity(run: Run, peers: readonly Peer[], load: Omit<Load, keyof Shape>): Promise<Line[]> {
  const ours = peers.filter(({ name }) => name === 'ruam');
  const results = await inTurn(run, ours, async (peer) => {
    const took: number[] = [];
    for (const shape of [yardstick, ...checked]) {
      const figures = await sendThrough(peer, run.take(shape.rooms), { ...load, ...shape });
      took.push(figures.cpuPerDelivery * figures.perSecond * (shape.perRoom - 1));
    }
    return took;
  });
  const all = results.get('ruam') ?? [];
  const [unit = 0, ...found] = [yardstick, ...checked].map((_, at) => median(all.map((took) => took[at] ?? 0)));
  return [
    told(
      'the yardstick, of a core',
      `${round(unit / 10_000)} %, by the model ${round(coreTime(yardstick) / 10_000)} %`,
    ),
    ...checked.map((shape, at) => {
      const factor = (found[at] ?? 0) / unit / (coreTime(shape) / coreTime(yardstick));
      const { rooms, perRoom, perSecond } = shape;
      const what = `${rooms} × ${perRoom}, ${perSecond}/s: ${round((found[at] ?? 0) / 10_000)} %, off the model by`;
      return atMost(what, Math.max(factor, 1 / factor), within, ' ×');
    }),
  ];
}
