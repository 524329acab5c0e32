interface Reach {
  /** The next free clock. */
  next: number;
  /** Runs of one level each begin at `starts[i]`; ascending. */
  starts: number[];
  levels: number[];
}

/**
 * How far the clients of updates have come that are not in the document yet, and how deep what they brought lies: the
 * level of an item is 1 in a root type, and one more inside each further item.
 */
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

  /** The level of the item at a clock; null when it lies before or behind what is known here. */
  levelAt(client: number, clock: number): number | null {
    const reach = this.#clients.get(client);
    if (reach === undefined || clock >= reach.next) return null;
    return reach.levels[lastAtMost(reach.starts, clock)] ?? null;
  }

  /** Something of a client follows what is known of it: from `start` to before `next`, all of one level. */
  add(client: number, start: number, next: number, level: number): void {
    const reach = this.#clients.get(client);
    if (reach === undefined) {
      this.#clients.set(client, { next, starts: [start], levels: [level] });
      return;
    }
    if (next <= reach.next) return;
    if (reach.levels.at(-1) !== level) {
      reach.starts.push(Math.max(start, reach.next));
      reach.levels.push(level);
    }
    reach.next = next;
  }

  /** Adds all of another, which begins where this one ends. */
  addAll(other: Frontier): void {
    for (const [client, { next, starts, levels }] of other.#clients) {
      for (const [index, start] of starts.entries()) {
        this.add(client, start, starts[index + 1] ?? next, levels[index] ?? 1);
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
        reach.levels = reach.levels.slice(first);
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
