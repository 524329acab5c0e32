import type * as Y from 'yjs';

/** So many wait at most; with one more all of them are applied. */
const maxWaiting = 2_000;
const heldByDoc = new WeakMap<Y.Doc, HeldUpdates>();

/** What is held back from a replica. */
export function heldUpdatesOf(doc: Y.Doc): HeldUpdates {
  const known = heldByDoc.get(doc);
  if (known !== undefined) return known;
  const held = new HeldUpdates(doc);
  heldByDoc.set(doc, held);
  return held;
}

/**
 * What others write waits, as if the network were slow, while an input method composes in the text: a letter of theirs
 * in the same line would take the composition's place in the page away, and browsers then type it twice or not at all.
 * Own changes go out meanwhile, and everything else of the protocol goes on.
 */
class HeldUpdates {
  readonly #doc: Y.Doc;
  #waiting: (() => void)[] | null = null;
  #origin: object | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  hold(): void {
    this.#waiting ??= [];
  }

  /** Applies an update, now or when it is its turn. @param origin of the transaction in which all that waited is applied */
  take(apply: () => void, origin: object): void {
    if (this.#waiting === null) {
      apply();
      return;
    }
    this.#origin = origin;
    this.#waiting.push(apply);
    if (this.#waiting.length > maxWaiting) this.release();
  }

  /** Applies what waits, in order, and holds nothing back from now on. */
  release(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    if (waiting.length === 0) return;
    this.#doc.transact(() => {
      for (const apply of waiting) apply();
    }, this.#origin);
  }
}
