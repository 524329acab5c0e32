import { fromBase64, toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';
import type { Anchor } from '../api/threads.ts';
import { documentRoot } from '../document/schema.ts';
import { maxQuoteLength } from './bounds.ts';
import { type FlatDocument, flatten, plainText, positionIn } from './flatDocument.ts';

/** A passage in a document as it is now, in ProseMirror's positions; `from` < `to`. */
export interface Passage {
  readonly from: number;
  readonly to: number;
}

/**
 * Where an anchor stands. `unknown`: the document does not have its letters yet. `gone`: it had them. `wrong`: it is no
 * passage of this document: not to be decoded, of another root, reversed, or empty from the beginning.
 */
export type Place =
  | { readonly name: 'passage'; readonly passage: Passage }
  | { readonly name: 'unknown' | 'gone' | 'wrong' };

/** A passage deleted and written again is found by its words only when they are at least this long. */
const minFoundLength = 8;

/**
 * The anchor of what is selected between two ProseMirror positions: it holds to the first and the last letter, so that
 * what is typed at either side does not join it. Null without a letter in between.
 */
export function anchorOf(doc: Y.Doc, from: number, to: number): Anchor | null {
  const { runs } = flatten(doc);
  const inside = runs.filter((run) => run.length > 0 && run.from < to && run.from + run.length > from);
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined) return null;
  const start = Math.max(from - first.from, 0);
  const end = Math.min(to - last.from, last.length);
  return {
    start: encode(Y.createRelativePositionFromTypeIndex(first.text, start, 0)),
    end: encode(Y.createRelativePositionFromTypeIndex(last.text, end, -1)),
  };
}

/** Where an anchor stands in a document. */
export function placeOf(doc: Y.Doc, anchor: Anchor, flat: FlatDocument = flatten(doc)): Place {
  const [start, end] = [decode(anchor.start), decode(anchor.end)];
  if (start === null || end === null) return { name: 'wrong' };
  if (isUnknown(doc, start) || isUnknown(doc, end)) return { name: 'unknown' };
  const [first, last] = [absolute(doc, start), absolute(doc, end)];
  if (first === null || last === null) return { name: 'gone' };
  const from = positionIn(flat, first.type, first.index);
  const to = positionIn(flat, last.type, last.index);
  const wasDeleted = isDeleted(doc, start) || isDeleted(doc, end);
  if (from === null || to === null) return { name: isOfDocument(doc, first, last) ? 'gone' : 'wrong' };
  if (from >= to || !hasLetters(flat, from, to)) return { name: wasDeleted ? 'gone' : 'wrong' };
  return { name: 'passage', passage: { from, to } };
}

/** What is asked of a thread to find its passage. */
export interface Anchored {
  readonly id: string;
  readonly anchor: Anchor;
  readonly quote: string | null;
}

/**
 * The passages of many threads, by id; those that are no longer in the text are left out. Letters that were deleted and
 * stand again word for word exactly once (undo, a paragraph moved or split) are found by the quote.
 */
export function findPassages(doc: Y.Doc, threads: readonly Anchored[]): Map<string, Passage> {
  const flat = flatten(doc);
  const found = new Map<string, Passage>();
  let search: ((quote: string) => Passage | null) | null = null;
  for (const { id, anchor, quote } of threads) {
    const place = placeOf(doc, anchor, flat);
    if (place.name === 'passage') {
      found.set(id, place.passage);
    } else if (place.name !== 'unknown' && quote !== null && isSearchable(quote)) {
      search ??= quoteSearch(flat);
      const passage = search(quote);
      if (passage !== null) found.set(id, passage);
    }
  }
  return found;
}

function encode(position: Y.RelativePosition): string {
  return toBase64(Y.encodeRelativePosition(position));
}

function decode(text: string): Y.RelativePosition | null {
  try {
    const position = Y.decodeRelativePosition(fromBase64(text));
    // Letters that are no base64 are skipped by some readers, and so would be bytes behind the position.
    return encode(position) === text || withoutBias(position) === text ? position : null;
  } catch {
    return null;
  }
}

/** As Yjs wrote positions before they had a side. */
function withoutBias(position: Y.RelativePosition): string {
  return toBase64(Y.encodeRelativePosition(position).slice(0, -1));
}

/** The id that the position leans on; null when it leans on the root. */
function leansOn({ item, type }: Y.RelativePosition): Y.ID | null {
  return item ?? type;
}

function isUnknown(doc: Y.Doc, position: Y.RelativePosition): boolean {
  const id = leansOn(position);
  return id !== null && Y.getState(doc.store, id.client) <= id.clock;
}

function isDeleted(doc: Y.Doc, position: Y.RelativePosition): boolean {
  const id = leansOn(position);
  if (id === null) return false;
  const found = Y.getItem(doc.store, id);
  return !(found instanceof Y.Item) || found.deleted;
}

/** Deletions that were undone are known to their author's replica alone: all must see the same, so they do not count. */
function absolute(doc: Y.Doc, position: Y.RelativePosition): Y.AbsolutePosition | null {
  // Asking for another root would make it.
  if (position.item === null && position.type === null && position.tname !== documentRoot) {
    return { type: new Y.XmlFragment(), index: 0, assoc: 0 };
  }
  return Y.createAbsolutePositionFromRelativePosition(position, doc, false);
}

function isOfDocument(doc: Y.Doc, ...positions: readonly Y.AbsolutePosition[]): boolean {
  const root = doc.getXmlFragment(documentRoot);
  return positions.every(({ type }) => {
    let above: unknown = type;
    while (above instanceof Y.AbstractType && above._item !== null) above = above._item.parent;
    return above === root;
  });
}

function hasLetters({ runs }: FlatDocument, from: number, to: number): boolean {
  return runs.some((run) => Math.max(run.from, from) < Math.min(run.from + run.length, to));
}

function isSearchable(quote: string): boolean {
  return quote.length >= minFoundLength && quote.length < maxQuoteLength && !quote.includes('\n');
}

/** Finds words that stand in a document exactly once, within one run of text. */
function quoteSearch({ runs }: FlatDocument): (quote: string) => Passage | null {
  const texts = runs.map(({ text, from }) => ({ from, words: plainText(text) }));
  return (quote) => {
    let only: Passage | null = null;
    for (const { from, words } of texts) {
      for (let at = words.indexOf(quote); at !== -1; at = words.indexOf(quote, at + 1)) {
        if (only !== null) return null;
        only = { from: from + at, to: from + at + quote.length };
      }
    }
    return only;
  };
}
