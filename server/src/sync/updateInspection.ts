import { type Doc, diffUpdate, encodeStateVector, findIndexSS, getState } from 'yjs';
import { ByteReader } from './byteReader.ts';
import { type Needs, readUpdate } from './updateReader.ts';

/** The next free clock of each client. */
export type Clocks = Map<number, number>;

/**
 * What an update would do to a document, decided without applying it (docs/sync.md S4, S5).
 * - `known`: nothing new; every struct and every deletion is already in the document.
 * - `missing`: it builds on `clock` of `client`, which has not come; Yjs would only park it.
 * - `new`: it can be integrated completely; `clocks` is where its clients stand then, and `update` is what to store:
 *   without the structs that are there already, because a crafted half of one can make Yjs throw (found by the fuzz test).
 */
export type Inspection =
  | { readonly kind: 'known' }
  | { readonly kind: 'missing'; readonly client: number; readonly clock: number }
  | { readonly kind: 'new'; readonly inserts: boolean; readonly clocks: Clocks; readonly update: Uint8Array };

interface HeldStruct {
  readonly clock: number;
  readonly length: number;
  readonly needs: Needs;
}

/** The structs of one client that could not be placed while the update was read. */
interface HeldRun {
  readonly client: number;
  readonly structs: HeldStruct[];
  next: number;
  onStack: boolean;
}

interface Gap {
  readonly client: number;
  readonly clock: number;
}

/**
 * Inspects an update against a document.
 *
 * @param ahead clocks of updates that are accepted but not yet in `doc`; completeness counts them, novelty does not
 * @throws MalformedError when it is not a valid update
 */
export function inspectUpdate(update: Uint8Array, doc: Doc, ahead: Clocks): Inspection {
  const store = doc.store;
  const reached: Clocks = new Map();
  const held = new Map<number, HeldRun>();
  const deletions: number[] = [];
  let client = 0;
  let run: HeldRun | null = null;
  let inserts = false;
  /** Where the clients stand of whom the update repeats something. */
  const repeated: Clocks = new Map();

  const stateOf = (of: number): number => {
    const known = reached.get(of);
    if (known !== undefined) return known;
    return Math.max(getState(store, of), ahead.get(of) ?? 0);
  };

  readUpdate(new ByteReader(update), {
    client(next) {
      client = next;
      run = null;
    },
    struct(clock, length, needs) {
      if (clock + length > getState(store, client)) inserts = true;
      if (run === null && !reached.has(client) && clock < stateOf(client)) repeated.set(client, stateOf(client));
      if (run === null && firstGap(stateOf, client, clock, needs) === null) {
        reached.set(client, Math.max(stateOf(client), clock + length));
        return;
      }
      if (run === null) {
        run = { client, structs: [], next: 0, onStack: false };
        held.set(client, run);
      }
      run.structs.push({ clock, length, needs });
    },
    deletion(of, clock, length) {
      deletions.push(of, clock, length);
    },
  });

  const deletesNew = hasNewDeletion(doc, deletions);
  if (!inserts && !deletesNew) return { kind: 'known' };
  const gap = placeHeld(held, reached, stateOf) ?? deletionGap(deletions, stateOf);
  if (gap) return { kind: 'missing', ...gap };
  const rest = repeated.size === 0 ? update : diffUpdate(update, encodeStateVector(repeated));
  return { kind: 'new', inserts, clocks: reached, update: rest };
}

function firstGap(stateOf: (client: number) => number, client: number, clock: number, needs: Needs): Gap | null {
  const own = stateOf(client);
  if (clock > own) return { client, clock: own };
  for (let index = 0; index < needs.length; index += 2) {
    const other = needs[index] ?? 0;
    const otherClock = needs[index + 1] ?? 0;
    if (otherClock >= stateOf(other)) return { client: other, clock: otherClock };
  }
  return null;
}

/**
 * Places held structs the way Yjs does: depth first along what is missing, so it takes one step a struct. Returns the
 * first gap that the update itself does not close, null when everything has its place.
 */
function placeHeld(held: Map<number, HeldRun>, reached: Clocks, stateOf: (client: number) => number): Gap | null {
  for (const start of held.values()) {
    const stack: { run: HeldRun; until: number }[] = [{ run: start, until: Number.POSITIVE_INFINITY }];
    start.onStack = true;
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { run, until } = top;
      const struct = run.structs[run.next];
      if (struct === undefined || stateOf(run.client) > until) {
        run.onStack = false;
        stack.pop();
        continue;
      }
      const gap = firstGap(stateOf, run.client, struct.clock, struct.needs);
      if (gap === null) {
        reached.set(run.client, Math.max(stateOf(run.client), struct.clock + struct.length));
        run.next += 1;
        continue;
      }
      const other = held.get(gap.client);
      if (other === undefined || other.onStack || other.next >= other.structs.length) return gap;
      other.onStack = true;
      stack.push({ run: other, until: gap.clock });
    }
  }
  return null;
}

function deletionGap(deletions: readonly number[], stateOf: (client: number) => number): Gap | null {
  for (let index = 0; index < deletions.length; index += 3) {
    const client = deletions[index] ?? 0;
    const end = (deletions[index + 1] ?? 0) + (deletions[index + 2] ?? 0);
    if (end > stateOf(client)) return { client, clock: end - 1 };
  }
  return null;
}

function hasNewDeletion(doc: Doc, deletions: readonly number[]): boolean {
  for (let index = 0; index < deletions.length; index += 3) {
    if (!isDeleted(doc, deletions[index] ?? 0, deletions[index + 1] ?? 0, deletions[index + 2] ?? 0)) return true;
  }
  return false;
}

function isDeleted(doc: Doc, client: number, clock: number, length: number): boolean {
  const structs = doc.store.clients.get(client);
  const end = clock + length;
  if (structs === undefined || end > getState(doc.store, client)) return false;
  for (let index = findIndexSS(structs, clock); index < structs.length; index++) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock >= end) return true;
    if (!struct.deleted) return false;
  }
  return true;
}
