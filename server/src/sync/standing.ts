import { maxNesting } from '@ruam/shared/document/yjs.ts';
import { AbstractType, ContentType, type Doc, findIndexSS, getState, Item, XmlText } from 'yjs';
import type { ContentKind, Place, Words } from './updateReader.ts';

/**
 * Where an item stands and what can stand in it, as one number (see `Frontier`): its level, 1 in a root type and one more
 * inside each further item; what it stands in; and what it is to others.
 */
export type Standing = number;

/** What holds an item: an element or a root, a text, the value of a key; unknown where what held it was collected. */
const containers = { elements: 0, text: 1, value: 2, unknown: 3 } as const;
type Container = (typeof containers)[keyof typeof containers];

/** In nothing that is known, holding nothing. */
const lost: Standing = standing(1, containers.unknown, containers.unknown);

/**
 * Tells the standing of a struct from its place, for one inspection: what it stands beside or in may be in the document,
 * or else in an update that is `elsewhere`. Beyond `maxNesting` all levels are alike.
 */
export function standingIn(
  doc: Doc,
  elsewhere: (client: number, clock: number) => Standing | null,
): (place: Place | null, words: Words) => Standing {
  const levels = new Map<unknown, number>();
  return (place, { root, attribute, content }) => {
    const holds = heldBy(content);
    if (place === null) {
      const container = root === null ? containers.unknown : containers.elements;
      return standing(1, attribute === null ? container : containers.value, holds);
    }
    const { client, clock, relation } = place;
    const other = clock < getState(doc.store, client) ? known(client, clock) : (elsewhere(client, clock) ?? lost);
    if (relation !== 'inside') return standing(levelOf(other), containerOf(other), holds);
    return standing(levelOf(other) + 1, attribute === null ? holdsOf(other) : containers.value, holds);
  };

  function known(client: number, clock: number): Standing {
    const structs = doc.store.clients.get(client) ?? [];
    const struct = structs[findIndexSS(structs, clock)];
    // For what was collected: it has no place any more, and what comes to it has none either.
    if (!(struct instanceof Item) || !(struct.parent instanceof AbstractType)) return lost;
    const { content, parent, parentSub } = struct;
    const within = parent instanceof XmlText ? containers.text : containers.elements;
    const type = content instanceof ContentType ? content.type : null;
    const holds = type === null ? containers.unknown : type instanceof XmlText ? containers.text : containers.elements;
    return standing(levelIn(parent), parentSub === null ? within : containers.value, holds);
  }

  /** The level of what stands in a type. */
  function levelIn(parent: AbstractType<unknown>): number {
    const before = levels.get(parent);
    if (before !== undefined) return before;
    let level = 1;
    for (let type: AbstractType<unknown> | null = parent; type?._item && level <= maxNesting; level += 1) {
      const outer: unknown = type._item.parent;
      type = outer instanceof AbstractType ? outer : null;
    }
    levels.set(parent, level);
    return level;
  }
}

export function levelOf(of: Standing): number {
  return of >> 4;
}

/**
 * Whether a struct may be where it stands (docs/sync.md S10): elements and texts in elements, letters and marks in texts,
 * values under keys. An editor cannot draw anything else, and no merge makes it.
 */
export function isInPlace(of: Standing, content: ContentKind): boolean {
  if (content === 'gone') return true;
  switch (containerOf(of)) {
    case containers.elements:
      return content === 'XmlElement' || content === 'XmlText';
    case containers.text:
      return content === 'string' || content === 'format';
    case containers.value:
      return content === 'value';
    case containers.unknown:
      return true;
  }
}

/** Whether it stands in a text: a letter, or where a mark begins or ends. */
export function isInText(of: Standing): boolean {
  return containerOf(of) === containers.text;
}

function heldBy(content: ContentKind): Container {
  if (content === 'XmlElement') return containers.elements;
  return content === 'XmlText' ? containers.text : containers.unknown;
}

function standing(level: number, container: Container, holds: Container): Standing {
  return (level << 4) | (container << 2) | holds;
}

function containerOf(of: Standing): Container {
  return ((of >> 2) & 3) as Container;
}

function holdsOf(of: Standing): Container {
  return (of & 3) as Container;
}
