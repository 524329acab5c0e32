import * as Y from 'yjs';
import { createCommittedDoc, hasPending } from './committedDoc.ts';
import type { ReadyState } from './compaction.ts';
import { joinPlainEdits, type PlainEdit } from './plainEdit.ts';
import { UnappliableError } from './roomPeer.ts';
import type { UpdateSource } from './updateQueue.ts';

/** An update that is in the log; `source` null: of another writer. `plain`: the same, where it is no more than typing. */
export interface CommittedUpdate {
  readonly source: UpdateSource | null;
  readonly update: Uint8Array;
  readonly plain: PlainEdit | null;
}

/** What may wait to be integrated: one key's transaction costs as much as thirty keys in one (docs/benchmarks.md). */
const maxBehind = 100;

/**
 * What is committed of one document. Of a ready state the Y.Doc is made when somebody writes or asks for less than all: to
 * make it costs fifty times what it costs to pass the state on (docs/benchmarks.md), and who only reads needs none. In
 * the same way plain edits come into it together, when somebody asks for it or they have become many.
 */
export class CommittedText {
  #ready: ReadyState | null;
  #clients: ReadonlySet<number> = new Set();
  #doc: Y.Doc | null;
  /** Committed, passed on, and not in the document yet. */
  #behind: Integrable[] = [];
  readonly #onBroken: (error: unknown) => void;

  /** @param onBroken a plain edit could not be integrated after all: this no longer equals the log */
  constructor(from: Y.Doc | ReadyState, onBroken: (error: unknown) => void) {
    this.#ready = from instanceof Y.Doc ? null : from;
    this.#doc = from instanceof Y.Doc ? from : null;
    this.#onBroken = onBroken;
    if (this.#ready !== null) this.#clients = new Set(Y.decodeStateVector(this.#ready.stateVector).keys());
  }

  /** The ready state, as long as nothing else was needed. */
  get ready(): ReadyState | null {
    return this.#ready;
  }

  /** All of it. Throws UnappliableError. */
  get doc(): Y.Doc {
    this.integrate();
    return this.integrated;
  }

  /** All of it but the plain edits that are behind. */
  get integrated(): Y.Doc {
    if (this.#doc !== null) return this.#doc;
    const doc = createCommittedDoc();
    if (this.#ready !== null) Y.applyUpdate(doc, this.#ready.blob);
    this.#ready = null;
    this.#clients = new Set();
    this.#doc = doc;
    return doc;
  }

  /** Whether plain edits are not integrated yet. */
  get isBehind(): boolean {
    return this.#behind.length > 0;
  }

  /** Whether somebody has written under this client id. Throws UnappliableError. */
  has(clientId: number): boolean {
    return this.#doc === null ? this.#clients.has(clientId) : this.doc.store.clients.has(clientId);
  }

  /**
   * Adds what was committed and gives what is new to others: one update, whatever the number. Throws UnappliableError.
   *
   * @param mayWait whether it is known elsewhere what plain edits bring that wait here
   */
  add(updates: readonly CommittedUpdate[], mayWait: boolean): readonly Uint8Array[] {
    if (updates.length === 0) return [];
    const plain = updates.flatMap((update) => update.plain ?? []);
    const isPlain = mayWait && plain.length === updates.length && this.#doc !== null;
    const joined = isPlain ? joinPlainEdits(plain) : null;
    if (joined === null) {
      this.integrate();
      return integrateAndTell(this.integrated, updates);
    }
    for (const { source, update } of updates) this.#behind.push({ source, update });
    if (this.#behind.length > maxBehind) this.integrate();
    return [joined];
  }

  /** Integrates the plain edits that are behind. Throws UnappliableError. */
  integrate(): void {
    if (this.#behind.length === 0) return;
    const behind = this.#behind;
    this.#behind = [];
    try {
      integrateInto(this.integrated, behind);
    } catch (error) {
      this.#onBroken(error);
      throw error;
    }
  }

  destroy(): void {
    this.#doc?.destroy();
  }
}

type Integrable = Pick<CommittedUpdate, 'source' | 'update'>;

/** Integrates all and gives what came of it. Throws UnappliableError. */
function integrateAndTell(doc: Y.Doc, updates: readonly Integrable[]): readonly Uint8Array[] {
  const merged: Uint8Array[] = [];
  const merge = (update: Uint8Array): number => merged.push(update);
  // What comes out of one alone is that one: Yjs need not write it.
  const isOne = updates.length === 1;
  if (!isOne) doc.on('update', merge);
  try {
    integrateInto(doc, updates);
  } finally {
    if (!isOne) doc.off('update', merge);
  }
  return isOne ? updates.map(({ update }) => update) : merged;
}

/** Applies all in one transaction. Each source is told what its own took of the loop. Throws UnappliableError. */
function integrateInto(doc: Y.Doc, updates: readonly Integrable[]): void {
  let applying: Integrable | null = null;
  const spent = new Map<UpdateSource, number>();
  try {
    doc.transact(() => {
      let last = performance.now();
      for (const each of updates) {
        const { source, update } = each;
        applying = each;
        Y.applyUpdate(doc, update);
        const now = performance.now();
        if (source !== null) spent.set(source, (spent.get(source) ?? 0) + now - last);
        last = now;
      }
      applying = null;
    });
    for (const [source, ms] of spent) source.spent(ms);
  } catch (error) {
    throw new UnappliableError(applying, error);
  }
  if (hasPending(doc)) throw new UnappliableError(null, 'a predecessor is missing');
}
