import type { Peer } from './peers.ts';
import { watchForeign } from './process.ts';

/** A share of one core that others may take while a round is measured; above it the round is done again. */
const maxForeign = 0.15;
const maxTries = 4;

/** Where something is measured: rooms from this number on, and a group of typists. */
export interface Place {
  readonly firstRoom: number;
  readonly typists: number;
}

/** A run's settings. */
export interface Run {
  readonly rounds: number;
  /** Rooms that nobody was in as long as there are such, and typists who have typed in none of them. */
  take(rooms: number): Place;
  /** Rounds that were kept although others worked beside them: their figures say less. */
  noisy: number;
}

/**
 * What `measure` gives for each peer, round by round in turn, so that what changes on the machine meets them all alike. A
 * round beside foreign work is done again, a few times.
 */
export async function inTurn<Result>(
  run: Run,
  peers: readonly Peer[],
  measure: (peer: Peer) => Promise<Result>,
): Promise<ReadonlyMap<Peer['name'], readonly Result[]>> {
  const results = new Map<Peer['name'], Result[]>(peers.map(({ name }) => [name, []]));
  for (let round = 0; round < run.rounds; round++)
    for (const peer of peers) {
      let result: Result | null = null;
      for (let tried = 1; result === null || tried <= maxTries; tried++) {
        const foreign = watchForeign([process.pid, peer.pid()]);
        result = await measure(peer);
        if (foreign() <= maxForeign) break;
        if (tried === maxTries) run.noisy += 1;
      }
      results.get(peer.name)?.push(result);
    }
  return results;
}
