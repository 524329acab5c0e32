import { maxNesting } from '@ruam/shared/document/yjs.ts';
import { AbstractType, type Doc, findIndexSS, getState, Item } from 'yjs';
import type { Place } from './updateReader.ts';

/**
 * Tells the level of an item from its place (see `Frontier`), for one inspection: what it stands beside or in may be in
 * the document, or else in an update that is `elsewhere`. Beyond `maxNesting` all levels are alike.
 */
export function levelInDoc(
  doc: Doc,
  elsewhere: (client: number, clock: number) => number | null,
): (place: Place | null) => number {
  const levels = new Map<unknown, number>();
  return (place) => {
    if (place === null) return 1;
    const { client, clock, relation } = place;
    const level = clock < getState(doc.store, client) ? known(client, clock) : (elsewhere(client, clock) ?? 1);
    return relation === 'inside' ? level + 1 : level;
  };

  function known(client: number, clock: number): number {
    const structs = doc.store.clients.get(client) ?? [];
    const parent = parentOf(structs[findIndexSS(structs, clock)]);
    const before = levels.get(parent);
    if (before !== undefined) return before;
    let level = 1;
    for (let type = parent; type?._item && level <= maxNesting; type = parentOf(type._item)) level += 1;
    levels.set(parent, level);
    return level;
  }
}

/** Null for what was collected: it has no place any more, and what comes to it has none either. */
function parentOf(struct: unknown): AbstractType<unknown> | null {
  return struct instanceof Item && struct.parent instanceof AbstractType ? struct.parent : null;
}
