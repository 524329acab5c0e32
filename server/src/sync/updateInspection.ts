import { maxNesting } from '@ruam/shared/document/yjs.ts';
import { type Doc, diffUpdate, encodeStateVector, getState } from 'yjs';
import { ByteReader } from './byteReader.ts';
import {
  addDeletion,
  type Deletions,
  deleteLetters,
  encodeDeletions,
  mergeDeletions,
  newDeletions,
} from './deletions.ts';
import { Frontier } from './frontier.ts';
import type { PlainEdit } from './plainEdit.ts';
import { isInPlace, levelOf, standingIn } from './standing.ts';
import { type Needs, type Place, readUpdate, type Words } from './updateReader.ts';
import { isKnownTo, type Vocabulary } from './vocabulary.ts';

/**
 * What an update would do to a document, decided without applying it (docs/sync.md S4, S5).
 * - `known`: nothing new; every struct and every deletion is already in the document.
 * - `missing`: it builds on `clock` of `client`, which has not come; Yjs would only park it.
 * - `foreign`: it brings a name that is not in the vocabulary, or something where nothing of the kind stands (S10).
 * - `tooDeep`: it would put something inside more than `maxNesting` elements; deleting that overflows Yjs.
 * - `new`: it can be integrated completely; `frontier` is where its clients stand then, and `update` is what to store:
 *   without the structs that are there already, because a crafted half of one can make Yjs throw (found by the fuzz test),
 *   and without the deletions that were made already or are named twice. `scattered` of its structs do not simply follow
 *   the one before: only those may stand in each other's way (S9). `plain`: the same update, where it is no more than typing.
 */
export type Inspection =
  | { readonly kind: 'known' }
  | { readonly kind: 'missing'; readonly client: number; readonly clock: number }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'tooDeep' }
  | {
      readonly kind: 'new';
      readonly inserts: boolean;
      readonly scattered: number;
      readonly frontier: Frontier;
      readonly update: Uint8Array;
      readonly plain: PlainEdit | null;
    };

interface HeldStruct {
  readonly clock: number;
  readonly length: number;
  readonly needs: Needs;
  readonly place: Place | null;
  readonly words: Words;
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

/** What is longer, or stands in more places, is none that somebody types. */
const maxPlainBytes = 1_024;
const maxPlainPlaces = 4;

/**
 * Inspects an update against a document.
 *
 * @param ahead what is accepted but not yet in `doc`; completeness counts it, novelty does not
 * @param vocabulary the names it may bring; null: any
 * @throws MalformedError when it is not a valid update
 */
export function inspectUpdate(
  update: Uint8Array,
  doc: Doc,
  ahead: Frontier,
  vocabulary: Vocabulary | null = null,
): Inspection {
  const store = doc.store;
  const frontier = new Frontier();
  const held = new Map<number, HeldRun>();
  const sent: Deletions = new Map();
  let client = 0;
  let run: HeldRun | null = null;
  /** Where the run of structs that is being read begins. */
  let runFrom: number | null = null;
  let inserts = false;
  let scattered = 0;
  let isTooDeep = false;
  let isForeign = false;
  let clients = 0;
  /** Structs that are not letters, or were not told of. */
  let others = 0;
  let from = 0;
  let to = 0;
  /** Where the clients stand of whom the update repeats something. */
  const repeated = new Map<number, number>();

  const stateBefore = (of: number): number => Math.max(getState(store, of), ahead.reached(of) ?? 0);
  const stateOf = (of: number): number => Math.max(stateBefore(of), frontier.reached(of) ?? 0);
  const standingAhead = (of: number, clock: number) => ahead.standingAt(of, clock) ?? frontier.standingAt(of, clock);
  const standingOf = standingIn(doc, standingAhead);

  /** Everything the struct needs is there. */
  const put = (of: number, { clock, length, place, words }: HeldStruct): void => {
    const start = Math.max(clock, stateOf(of));
    if (clock + length <= start) return;
    const standing = standingOf(place, words);
    if (levelOf(standing) > maxNesting) isTooDeep = true;
    if (vocabulary !== null && !isInPlace(standing, words.content)) isForeign = true;
    frontier.add(of, start, clock + length, standing);
  };

  const deletionsAt = readUpdate(new ByteReader(update), {
    client(next, structs) {
      client = next;
      clients += 1;
      others += structs;
      run = null;
      runFrom = null;
    },
    struct(clock, length, needs, place, words) {
      runFrom ??= clock;
      if (clock + length > getState(store, client)) {
        inserts = true;
        if (!followsOwn(client, clock, place, words, runFrom)) scattered += 1;
        if (vocabulary !== null && !isKnownTo(vocabulary, words)) isForeign = true;
      }
      if (words.content === 'string' && words.attribute === null && place !== null) others -= 1;
      if (runFrom === clock) from = clock;
      to = clock + length;
      if (clock < stateBefore(client) && !repeated.has(client)) repeated.set(client, stateBefore(client));
      const struct = { clock, length, needs, place, words };
      if (run === null && firstGap(stateOf, client, clock, needs) === null) {
        put(client, struct);
        return;
      }
      if (run === null) {
        run = { client, structs: [], next: 0, onStack: false };
        held.set(client, run);
      }
      run.structs.push(struct);
    },
    deletion: (of, clock, length) => addDeletion(sent, of, clock, length),
  });

  const merged = mergeDeletions(sent);
  const deletions = newDeletions(doc, merged);
  if (!inserts && deletions.size === 0) return { kind: 'known' };
  if (isForeign) return { kind: 'foreign' };
  const gap = placeHeld(held, put, stateOf) ?? deletionGap(merged, stateOf);
  if (gap) return { kind: 'missing', ...gap };
  if (isForeign) return { kind: 'foreign' };
  if (isTooDeep) return { kind: 'tooDeep' };
  const structs = cutStructs(update.subarray(0, deletionsAt), repeated);
  const stored = joined(structs, encodeDeletions(deletions));
  const areLetters = others === 0 && clients <= 1 && repeated.size === 0;
  const isShort = stored.length <= maxPlainBytes && scattered <= maxPlainPlaces;
  const plain: PlainEdit | null =
    areLetters && isShort && deleteLetters(deletions, doc, standingAhead)
      ? { update: stored, run: inserts ? { client, from, to } : null, deletionsAt: structs.length, deletions }
      : null;
  return { kind: 'new', inserts, scattered, frontier, update: stored, plain };
}

/** Whether a struct stands behind the one before it, or begins what the update itself has made: nothing is in its way. */
function followsOwn(client: number, clock: number, place: Place | null, words: Words, runFrom: number): boolean {
  // Values under one key form a chain that Yjs walks from its beginning.
  if (words.attribute !== null) return false;
  if (place === null) return words.root === null;
  if (place.client !== client) return false;
  return place.relation === 'behind'
    ? place.clock === clock - 1
    : place.relation === 'inside' && place.clock >= runFrom;
}

/**
 * What an update has beyond a document: its structs and deletions that are not there, as an update on top of it. Gaps
 * stay gaps. Throws MalformedError.
 */
export function beyond(update: Uint8Array, doc: Doc): Uint8Array {
  const repeated = new Map<number, number>();
  const sent: Deletions = new Map();
  let client = 0;
  const deletionsAt = readUpdate(new ByteReader(update), {
    client(next) {
      client = next;
    },
    struct(clock) {
      const state = getState(doc.store, client);
      if (clock < state) repeated.set(client, state);
    },
    deletion: (of, clock, length) => addDeletion(sent, of, clock, length),
  });
  const structs = cutStructs(update.subarray(0, deletionsAt), repeated);
  return Buffer.concat([structs, encodeDeletions(newDeletions(doc, mergeDeletions(sent)))]);
}

/** In bytes of its own: a Buffer of the pool, small as it is, would hold all that others took of the pool's 8 KiB. */
function joined(structs: Uint8Array, deletions: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(structs.length + deletions.length);
  bytes.set(structs);
  bytes.set(deletions, structs.length);
  return bytes;
}

/** The structs of an update, without those that are there already. */
function cutStructs(structs: Uint8Array, repeated: ReadonlyMap<number, number>): Uint8Array {
  if (repeated.size === 0) return structs;
  const noDeletions = Uint8Array.of(0);
  const rest = diffUpdate(Buffer.concat([structs, noDeletions]), encodeStateVector(new Map(repeated)));
  return rest.subarray(0, -noDeletions.length);
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
function placeHeld(
  held: Map<number, HeldRun>,
  put: (client: number, struct: HeldStruct) => void,
  stateOf: (client: number) => number,
): Gap | null {
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
        put(run.client, struct);
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

function deletionGap(merged: Deletions, stateOf: (client: number) => number): Gap | null {
  for (const [client, ranges] of merged) {
    const end = ranges.at(-1)?.end ?? 0;
    if (end > stateOf(client)) return { client, clock: end - 1 };
  }
  return null;
}
