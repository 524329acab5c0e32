import type { Standing } from './standing.ts';

interface Reach {
  /** The next free clock. */
  next: number;
  /** Runs of one standing each begin at `starts[i]`; ascending. */
  starts: number[];
  standings: Standing[];
}

/** How far the clients of updates have come that are not in the document yet, and where what they brought stands. */
export class Frontier {
  readonly #clients = new Map<number, Reach>();

  /** Who brought something. */
  get clients(): readonly number[] {
    return [...this.#clients.keys()];
  }

  /** The next free clock of a client; undefined when it brought nothing. */
  reached(client: number): number | undefined {
    return this.#clients.get(client)?.next;
  }

  /** The standing of the item at a clock; null when it lies before or behind what is known here. */
  standingAt(client: number, clock: number): Standing | null {
    const reach = this.#clients.get(client);
    if (reach === undefined || clock >= reach.next) return null;
    return reach.standings[lastAtMost(reach.starts, clock)] ?? null;
  }

  /** Something of a client follows what is known of it: from `start` to before `next`, all of one standing. */
  add(client: number, start: number, next: number, standing: Standing): void {
    const reach = this.#clients.get(client);
    if (reach === undefined) {
      this.#clients.set(client, { next, starts: [start], standings: [standing] });
      return;
    }
    if (next <= reach.next) return;
    if (reach.standings.at(-1) !== standing) {
      reach.starts.push(Math.max(start, reach.next));
      reach.standings.push(standing);
    }
    reach.next = next;
  }

  /** Adds all of another, which begins where this one ends. */
  addAll(other: Frontier): void {
    for (const [client, { next, starts, standings }] of other.#clients) {
      for (const [index, start] of starts.entries()) {
        const standing = standings[index];
        if (standing !== undefined) this.add(client, start, starts[index + 1] ?? next, standing);
      }
    }
  }

  /** Forgets what has come into the document. */
  forget(stateOf: (client: number) => number): void {
    for (const [client, reach] of this.#clients) {
      const state = stateOf(client);
      const first = lastAtMost(reach.starts, state);
      if (reach.next <= state) this.#clients.delete(client);
      else if (first > 0) {
        reach.starts = reach.starts.slice(first);
        reach.standings = reach.standings.slice(first);
      }
    }
  }

  clear(): void {
    this.#clients.clear();
  }
}

/** The index of the last number that is at most `value`, -1 when all are greater. */
function lastAtMost(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
