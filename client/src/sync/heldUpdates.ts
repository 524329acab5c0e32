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

/** While an editor shows the text, what others write is applied so often at most. */
const paceMs = 50;

/**
 * What others write waits, as if the network were slow, while an input method composes in the text: a letter of theirs
 * in the same line would take the composition's place in the page away, and browsers then type it twice or not at all.
 * And while an editor shows it, what comes within a moment is applied at once: to draw ten typists one by one leaves no
 * time for the own keys. Own changes go out meanwhile, and everything else of the protocol goes on.
 */
class HeldUpdates {
  readonly #doc: Y.Doc;
  #waiting: (() => void)[] = [];
  #isHeld = false;
  #isPaced = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #appliedAt = Number.NEGATIVE_INFINITY;
  #origin: object | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  hold(): void {
    this.#isHeld = true;
  }

  /** Whether an update waits. */
  get isHolding(): boolean {
    return this.#waiting.length > 0;
  }

  /** Whether an editor shows the text from now on. */
  pace(isPaced: boolean): void {
    this.#isPaced = isPaced;
    if (!isPaced) this.release();
  }

  /** Applies an update, now or when it is its turn. @param origin of the transaction in which all that waited is applied */
  take(apply: () => void, origin: object): void {
    this.#origin = origin;
    this.#waiting.push(apply);
    if (this.#waiting.length > maxWaiting) this.release();
    else if (!this.#isHeld) this.#applyInTurn();
  }

  /** Holds nothing back for a composition from now on, and applies what waits, in order. */
  release(): void {
    this.#isHeld = false;
    this.#apply();
  }

  #applyInTurn(): void {
    const wait = this.#appliedAt + paceMs - performance.now();
    // A hidden page's timers may be late by a minute, and it draws nothing.
    if (!this.#isPaced || wait <= 0 || document.hidden) this.#apply();
    else
      this.#timer ??= setTimeout(() => {
        this.#timer = null;
        if (!this.#isHeld) this.#apply();
      }, wait);
  }

  #apply(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length === 0) return;
    this.#doc.transact(() => {
      for (const apply of waiting) apply();
    }, this.#origin);
    this.#appliedAt = performance.now();
  }
}
