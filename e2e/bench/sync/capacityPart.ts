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
  { rooms: 1, perRoom: 100, perSecond: 150 },
  { rooms: 10, perRoom: 30, perSecond: 250 },
  { rooms: 40, perRoom: 5, perSecond: 300 },
];
/** Machines differ, and one machine by the hour: this is measured in the same round as the others. */
const yardstick: Shape = { rooms: 1, perRoom: 50, perSecond: 200 };
const within = 1.3;

/** As many as there are where somebody always types. */
const mostFlushes = 105;
/** µs, on the machine on which it was found: two cores of an AMD EPYC. */
const cost = { flush: 820, frame: 11, update: 60 };

/** The model of docs/operations.md ("What one core carries"): what a load takes of a core, µs a second. */
function coreTime({ rooms, perRoom, perSecond }: Shape): number {
  const flushes = Math.min(perSecond, mostFlushes);
  // Those of a room type one behind the other here, so that a flush has most of what it has from few rooms.
  const roomsInFlush = Math.min(rooms, rooms === 1 ? 1 : perSecond / flushes / perRoom + 0.75);
  return flushes * (cost.flush + roomsInFlush * perRoom * cost.frame) + perSecond * cost.update;
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
