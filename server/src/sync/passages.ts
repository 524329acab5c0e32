import type { RescuePassages } from '@ruam/shared/sync/rescue.ts';
import * as Y from 'yjs';
import { asText, ByteReader } from './byteReader.ts';
import { addDeletion, type Deletions, mergeDeletions } from './deletions.ts';
import { readUpdate } from './updateReader.ts';

/**
 * What an update would change in a document, as text, in the order of the document: the passages it adds and those it
 * removes. When it builds on what the document does not have, the text that it brings, in the order of typing.
 *
 * @param base the document's whole state, Yjs V1
 */
export function readPassages(base: Uint8Array, update: Uint8Array): RescuePassages {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, base);
  const before = { states: Y.encodeStateVector(doc), deletions: Y.createDeleteSetFromStructStore(doc.store) };
  Y.applyUpdate(doc, update);
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return broughtText(update);
  const states = Y.decodeStateVector(before.states);
  const reader = new PassageReader(states, before.deletions);
  for (const type of doc.share.values()) reader.readType(type);
  const { added, removed } = reader.passages();
  return bounded({ added: [...added, ...lostPassages(doc, states, update)], removed });
}

/** The text that an update itself brings and does not delete again, by client in the order of typing. Linear. */
export function broughtText(update: Uint8Array): RescuePassages {
  return bounded({ added: joined(broughtRuns(update)), removed: [] });
}

interface Run {
  readonly client: number;
  readonly clock: number;
  readonly text: string;
}

function broughtRuns(update: Uint8Array): Run[] {
  const runs: Run[] = [];
  const sent: Deletions = new Map();
  let client = 0;
  readUpdate(new ByteReader(update), {
    client(next) {
      client = next;
    },
    struct(clock, _length, _needs, _place, { text }) {
      if (text !== null) runs.push({ client, clock, text: asText(text) });
    },
    deletion: (of, clock, length) => addDeletion(sent, of, clock, length),
  });
  const deletions = mergeDeletions(sent);
  const positions = new Map<number, number>();
  // Both are in order, by client: each range is passed once.
  return runs.filter(({ client: of, clock, text }) => {
    const ranges = deletions.get(of) ?? [];
    let position = positions.get(of) ?? 0;
    while ((ranges[position]?.end ?? Number.POSITIVE_INFINITY) < clock + text.length) position += 1;
    positions.set(of, position);
    return (ranges[position]?.clock ?? Number.POSITIVE_INFINITY) > clock;
  });
}

function joined(runs: readonly Run[]): string[] {
  const passages: string[] = [];
  let end: { client: number; clock: number } | null = null;
  for (const { client, clock, text } of runs) {
    const last = passages.length - 1;
    if (end !== null && end.client === client && end.clock === clock && last >= 0) passages[last] += text;
    else passages.push(text);
    end = { client, clock: clock + text.length };
  }
  return passages.filter(hasWords);
}

/** Text of an update whose place in the document is gone: someone else has deleted the block meanwhile. */
function lostPassages(doc: Y.Doc, states: ReadonlyMap<number, number>, update: Uint8Array): string[] {
  const lost = broughtRuns(update).filter(({ client, clock, text }) => {
    if (clock + text.length <= (states.get(client) ?? 0)) return false;
    const structs = doc.store.clients.get(client) ?? [];
    const struct = structs[Y.findIndexSS(structs, clock)];
    return struct === undefined || struct.deleted;
  });
  return joined(lost);
}

/** Characters of all passages of a rescue: what a person reads. The rescue itself has everything. */
const maxCharacters = 16_000;

function bounded({ added, removed }: RescuePassages): RescuePassages {
  let left = maxCharacters;
  const cut = (passages: readonly string[]): string[] =>
    passages.flatMap((passage) => {
      if (left <= 0) return [];
      const text = passage.length <= left ? passage : `${passage.slice(0, left)}…`;
      left -= passage.length;
      return [text];
    });
  return { added: cut(added), removed: cut(removed) };
}

/** Walks a document and gathers what was not there before, and what is there no more. */
class PassageReader {
  readonly #states: ReadonlyMap<number, number>;
  readonly #deletions: ReturnType<typeof Y.createDeleteSetFromStructStore>;
  readonly #added: string[] = [];
  readonly #removed: string[] = [];
  #adding = '';
  #removing = '';

  constructor(states: ReadonlyMap<number, number>, deletions: ReturnType<typeof Y.createDeleteSetFromStructStore>) {
    this.#states = states;
    this.#deletions = deletions;
  }

  /** Depth is bounded by the check before the log, and by that before a rescue. */
  readType(type: Pick<Y.AbstractType<never>, '_start' | '_map'>): void {
    for (let item = type._start; item !== null; item = item.right) this.#readItem(item);
    for (const item of type._map.values()) this.#readAttribute(item);
    this.#endPassages();
  }

  passages(): RescuePassages {
    this.#endPassages();
    return { added: this.#added.filter(hasWords), removed: this.#removed.filter(hasWords) };
  }

  #readItem(item: Y.Item): void {
    const { content } = item;
    if (content instanceof Y.ContentType) {
      if (!(content.type instanceof Y.XmlText)) this.#endPassages();
      this.readType(content.type);
      return;
    }
    if (!(content instanceof Y.ContentString)) return;
    // One item may hold what was there and, behind it, what is new.
    const known = Math.min(Math.max((this.#states.get(item.id.client) ?? 0) - item.id.clock, 0), item.length);
    this.#readText(content.str.slice(0, known), true, item);
    this.#readText(content.str.slice(known), false, item);
  }

  #readText(text: string, wasThere: boolean, item: Y.Item): void {
    if (text === '') return;
    if (!wasThere && !item.deleted) this.#adding += text;
    else if (wasThere && item.deleted && !Y.isDeleted(this.#deletions, item.id)) this.#removing += text;
    else if (!item.deleted) this.#endPassages();
  }

  #readAttribute(item: Y.Item): void {
    if (item.deleted || item.id.clock < (this.#states.get(item.id.client) ?? 0)) return;
    const value: unknown = item.content.getContent().at(-1);
    const words = Array.isArray(value) ? value : [value];
    if (words.every((word) => typeof word === 'string')) this.#added.push(words.join(', '));
  }

  #endPassages(): void {
    if (this.#adding !== '') this.#added.push(this.#adding);
    if (this.#removing !== '') this.#removed.push(this.#removing);
    this.#adding = '';
    this.#removing = '';
  }
}

function hasWords(passage: string): boolean {
  return passage.trim() !== '';
}
