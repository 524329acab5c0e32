import type { Peer } from './peers.ts';
import { atMost, type Line, median, told } from './report.ts';
import { inTurn, type Run } from './rounds.ts';
import { type Figures, type Load, sendThrough } from './traffic.ts';

export interface FanOutLimits {
  readonly toRelay: number;
  readonly toRival: number;
  /** Null: not bounded here. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
}

/** CPU for a keystroke that reaches one other client, and how long it takes, at a rate that people reach. */
export async function fanOut(run: Run, peers: readonly Peer[], load: Load, limits: FanOutLimits): Promise<Line[]> {
  const results = await inTurn(run, peers, (peer) => sendThrough(peer, run.take(load.rooms), load));
  const of = (name: Peer['name'], figure: keyof Figures): number =>
    median((results.get(name) ?? []).map((figures) => figures[figure]));
  const [relay, rival, ours] = (['relay', 'hocuspocus', 'ruam'] as const).map((name) => of(name, 'cpuPerDelivery'));
  const each = [...results].map(
    ([name]) =>
      `${name} ${of(name, 'cpuPerDelivery').toFixed(1)} µs, p50 ${of(name, 'p50').toFixed(1)}, p99 ${of(name, 'p99').toFixed(1)} ms`,
  );
  return [
    told('CPU a delivery and delay', each.join('; ')),
    atMost('CPU a delivery to the relay’s', (ours ?? 0) / (relay ?? 0), limits.toRelay, ' ×'),
    atMost('CPU a delivery to Hocuspocus’', (ours ?? 0) / (rival ?? 0), limits.toRival, ' ×'),
    ...(limits.p50Ms === null ? [] : [atMost('delay p50', of('ruam', 'p50'), limits.p50Ms, ' ms')]),
    ...(limits.p99Ms === null ? [] : [atMost('delay p99', of('ruam', 'p99'), limits.p99Ms, ' ms')]),
    atMost('ack p50', of('ruam', 'ackP50'), 6, ' ms'),
    atMost('ack p99', of('ruam', 'ackP99'), 25, ' ms'),
    atMost(
      'undelivered',
      (results.get('ruam') ?? []).reduce((sum, { undelivered }) => sum + undelivered, 0),
      0,
      '',
    ),
    told(
      'lag of the load, p99',
      `${Math.max(...[...results.values()].flat().map(({ lagP99 }) => lagP99)).toFixed(1)} ms`,
    ),
  ];
}

/** CPU a delivery of the relay, of the floor and of Ruam. */
export async function floorOf(run: Run, peers: readonly Peer[], name: string, load: Load): Promise<Line[]> {
  const results = await inTurn(run, peers, (peer) => sendThrough(peer, run.take(load.rooms), load));
  const costs = [...results].map(([peer, figures]) => ({
    peer,
    cpu: median(figures.map(({ cpuPerDelivery }) => cpuPerDelivery)),
  }));
  const relay = costs.find(({ peer }) => peer === 'relay')?.cpu ?? Number.NaN;
  const each = costs.map(({ peer, cpu }) => `${peer} ${cpu.toFixed(1)} µs (${(cpu / relay).toFixed(2)} ×)`);
  return [told(`${name}: CPU a delivery`, each.join('; '))];
}
