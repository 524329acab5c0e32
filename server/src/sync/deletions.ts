import { ContentString, type Doc, findIndexSS, getState, Item } from 'yjs';
import { isInText, type Standing } from './standing.ts';
import { varUintSize, writeVarUint } from './varUint.ts';

/** Deleted clocks of one client: from `clock` to before `end`. */
interface DeletedRange {
  readonly clock: number;
  readonly end: number;
}

/** The delete set of an update, as it was sent: Yjs' own are in order, merged ones need not be. */
export type Deletions = Map<number, DeletedRange[]>;

/** Notes a range, as it was sent. */
export function addDeletion(deletions: Deletions, client: number, clock: number, length: number): void {
  const ranges = deletions.get(client);
  if (ranges === undefined) deletions.set(client, [{ clock, end: clock + length }]);
  else ranges.push({ clock, end: clock + length });
}

/** In order and disjoint, so that each clock is looked at once, however often it was named. */
export function mergeDeletions(deletions: Deletions): Deletions {
  return new Map([...deletions].map(([client, ranges]) => [client, mergeRanges(ranges)]));
}

/** What of it is not deleted in a document, or not even there. Linear in ranges and structs, for merged ones. */
export function newDeletions(doc: Doc, merged: Deletions): Deletions {
  const fresh: Deletions = new Map();
  for (const [client, ranges] of merged) {
    const parts = ranges.flatMap((range) => undeletedParts(doc, client, range));
    if (parts.length > 0) fresh.set(client, mergeRanges(parts));
  }
  return fresh;
}

/** So many letters, or pieces of text, are looked at. */
const maxLetters = 64;

/**
 * Whether these delete letters and nothing else, and not many. Deleting what holds other things takes Yjs as deep as they
 * are nested.
 *
 * @param elsewhere where something stands that is not in the document yet
 */
export function deleteLetters(
  deletions: Deletions,
  doc: Doc,
  elsewhere: (client: number, clock: number) => Standing | null,
): boolean {
  let left = maxLetters;
  for (const [client, ranges] of deletions)
    for (const { clock, end } of ranges) {
      const state = getState(doc.store, client);
      const structs = doc.store.clients.get(client) ?? [];
      for (let index = clock < state ? findIndexSS(structs, clock) : structs.length; index < structs.length; index++) {
        const struct = structs[index];
        if (struct === undefined || struct.id.clock >= end) break;
        const isLetter = struct instanceof Item && struct.content instanceof ContentString;
        if (left-- === 0 || !isLetter) return false;
      }
      for (let at = Math.max(clock, state); at < end; at++) {
        const standing = elsewhere(client, at);
        if (left-- === 0 || standing === null || !isInText(standing)) return false;
      }
    }
  return true;
}

/** As a delete set of Yjs V1. */
export function encodeDeletions(deletions: Deletions): Uint8Array {
  const numbers = [deletions.size];
  for (const [client, ranges] of deletions) {
    numbers.push(client, ranges.length);
    for (const { clock, end } of ranges) numbers.push(clock, end - clock);
  }
  const bytes = new Uint8Array(numbers.reduce((sum, value) => sum + varUintSize(value), 0));
  let position = 0;
  for (const value of numbers) position = writeVarUint(bytes, position, value);
  return bytes;
}

function mergeRanges(ranges: readonly DeletedRange[]): DeletedRange[] {
  const merged: DeletedRange[] = [];
  for (const range of inOrder(ranges)) {
    const last = merged.at(-1);
    if (last === undefined || range.clock > last.end) merged.push(range);
    else if (range.end > last.end) merged[merged.length - 1] = { clock: last.clock, end: range.end };
  }
  return merged;
}

function inOrder(ranges: readonly DeletedRange[]): readonly DeletedRange[] {
  const isOrdered = ranges.every(({ clock }, index) => clock >= (ranges[index - 1]?.clock ?? 0));
  return isOrdered ? ranges : [...ranges].sort((a, b) => a.clock - b.clock);
}

function undeletedParts(doc: Doc, client: number, { clock, end }: DeletedRange): DeletedRange[] {
  const state = getState(doc.store, client);
  const structs = doc.store.clients.get(client);
  if (structs === undefined || clock >= state) return [{ clock, end }];
  const parts: DeletedRange[] = [];
  for (let index = findIndexSS(structs, clock); index < structs.length; index++) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock >= end) break;
    if (struct.deleted) continue;
    parts.push({ clock: Math.max(clock, struct.id.clock), end: Math.min(end, struct.id.clock + struct.length) });
  }
  if (end > state) parts.push({ clock: state, end });
  return parts;
}
