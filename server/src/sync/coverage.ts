import { ByteReader } from './byteReader.ts';
import { addDeletion, type Deletions, mergeDeletions } from './deletions.ts';
import { readUpdate } from './updateReader.ts';

/** What an update says: the clocks of its structs that have content, of those whose content is gone, and of its deletions. */
export interface Coverage {
  readonly structs: Deletions;
  /** With content or without. */
  readonly places: Deletions;
  readonly deletions: Deletions;
}

/** Whether one says all that another says. Where only a place is left, the content of the other is not said. */
export function holds(outer: Coverage, inner: Coverage): boolean {
  return (
    holdsRanges(outer.structs, inner.structs) &&
    holdsRanges(outer.places, inner.places) &&
    holdsRanges(outer.deletions, inner.deletions)
  );
}

/** Whether an update says nothing at all. Throws MalformedError. */
export function isEmptyUpdate(update: Uint8Array): boolean {
  const { places, deletions } = coverageOf(update);
  return places.size === 0 && deletions.size === 0;
}

/** Reads what an update says. Throws MalformedError. */
export function coverageOf(update: Uint8Array): Coverage {
  const structs: Deletions = new Map();
  const places: Deletions = new Map();
  const deletions: Deletions = new Map();
  let client = 0;
  readUpdate(new ByteReader(update), {
    client(next) {
      client = next;
    },
    struct(clock, length, _needs, _place, { content }) {
      addDeletion(places, client, clock, length);
      if (content !== 'gone') addDeletion(structs, client, clock, length);
    },
    deletion: (of, clock, length) => addDeletion(deletions, of, clock, length),
  });
  return { structs: mergeDeletions(structs), places: mergeDeletions(places), deletions: mergeDeletions(deletions) };
}

/** Both in order and disjoint. */
function holdsRanges(outer: Deletions, inner: Deletions): boolean {
  for (const [client, ranges] of inner) {
    const own = outer.get(client) ?? [];
    let index = 0;
    for (const { clock, end } of ranges) {
      while (index < own.length && (own[index]?.end ?? 0) < end) index += 1;
      const range = own[index];
      if (range === undefined || range.clock > clock) return false;
    }
  }
  return true;
}
