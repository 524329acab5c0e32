import type { Peer } from './peers.ts';
import { atLeast, atMost, type Line, median, round, told } from './report.ts';
import { inTurn, type Run } from './rounds.ts';
import { type Figures, type Load, sendThrough } from './traffic.ts';

const boundMs = 200;
/** From step to step. */
const growth = Math.SQRT2;
const highest = 150_000;

interface Highest {
  /** Keystrokes a second, p99 within the bound. */
  readonly perSecond: number;
  /** At the first step above it. */
  readonly past: Figures | null;
}

/** The highest rate that is delivered within 200 ms, and what happens at twice that. */
export async function highestRate(
  run: Run,
  peers: readonly Peer[],
  load: Omit<Load, 'perSecond'>,
  from: number,
): Promise<Line[]> {
  const reached = new Map<Peer['name'], number>();
  const found = await inTurn(run, peers, async (peer) => {
    // From the second round on it begins two steps below what was reached before.
    const highest = await climb(run, peer, load, Math.max(from, (reached.get(peer.name) ?? 0) / growth ** 2), from);
    reached.set(peer.name, highest.perSecond);
    return highest;
  });
  const rate = (name: Peer['name']): number => median((found.get(name) ?? []).map(({ perSecond }) => perSecond));
  const ours = peers.find(({ name }) => name === 'ruam');
  if (ours === undefined) throw new Error('Ruam is not measured');
  const twice = await sendThrough(ours, run.take(load.rooms), {
    ...load,
    perSecond: 2 * rate('ruam'),
    graceSeconds: 60,
  });
  const lostPast = [...found].map(([name, all]) => `${name} ${median(all.map(({ past }) => past?.lost ?? 0))}`);
  return [
    told('highest rate with p99 ≤ 200 ms', [...found].map(([name]) => `${name} ${round(rate(name))}/s`).join('; ')),
    atLeast('to Hocuspocus’', rate('ruam') / rate('hocuspocus'), 4, ' ×'),
    told('lost one step past it', lostPast.join('; ')),
    atMost('lost at twice our highest rate', twice.lost + twice.undelivered, 0, ''),
    told('there', `${round(twice.perSecond)}/s sent, p50 ${round(twice.p50)}, p99 ${round(twice.p99)} ms`),
  ];
}

async function climb(
  run: Run,
  peer: Peer,
  load: Omit<Load, 'perSecond'>,
  from: number,
  lowest: number,
): Promise<Highest> {
  let best = 0;
  for (let perSecond = from; perSecond <= highest; perSecond *= growth) {
    // What the load could not send does not count as delivered.
    const isCarried = ({ p99, perSecond: sent }: Figures): boolean => p99 <= boundMs && sent >= perSecond * 0.9;
    const send = (): Promise<Figures> => sendThrough(peer, run.take(load.rooms), { ...load, perSecond });
    let figures = await send();
    // A hiccup of the machine is no limit: each step has a second try.
    if (!isCarried(figures)) figures = await send();
    if (!isCarried(figures)) {
      const isTooHigh = best === 0 && from > lowest;
      return isTooHigh ? climb(run, peer, load, lowest, lowest) : { perSecond: best, past: figures };
    }
    best = perSecond;
  }
  return { perSecond: best, past: null };
}
