import * as Y from 'yjs';
import { createCommittedDoc, hasPending } from './committedDoc.ts';
import type { ReadyState } from './compaction.ts';
import { UnappliableError } from './roomPeer.ts';
import type { UpdateSource } from './updateQueue.ts';

/** An update that is in the log; `source` null: of another writer. */
export interface AppliedUpdate {
  readonly source: UpdateSource | null;
  readonly update: Uint8Array;
}

/**
 * What is committed of one document. Of a ready state the Y.Doc is made when somebody writes or asks for less than all: to
 * make it costs fifty times what it costs to pass the state on (docs/benchmarks.md), and who only reads needs none.
 */
export class CommittedText {
  #ready: ReadyState | null;
  #clients: ReadonlySet<number> = new Set();
  #doc: Y.Doc | null;

  constructor(from: Y.Doc | ReadyState) {
    this.#ready = from instanceof Y.Doc ? null : from;
    this.#doc = from instanceof Y.Doc ? from : null;
    if (this.#ready !== null) this.#clients = new Set(Y.decodeStateVector(this.#ready.stateVector).keys());
  }

  /** The ready state, as long as nothing else was needed. */
  get ready(): ReadyState | null {
    return this.#ready;
  }

  get doc(): Y.Doc {
    if (this.#doc !== null) return this.#doc;
    const doc = createCommittedDoc();
    if (this.#ready !== null) Y.applyUpdate(doc, this.#ready.blob);
    this.#ready = null;
    this.#clients = new Set();
    this.#doc = doc;
    return doc;
  }

  /** Whether somebody has written under this client id. */
  has(clientId: number): boolean {
    return this.#doc?.store.clients.has(clientId) ?? this.#clients.has(clientId);
  }

  /**
   * Applies all in one transaction and gives what is new to others: one update, whatever the number. Each source is told
   * what its own took of the loop. Throws UnappliableError; then this no longer equals the log.
   */
  apply(updates: readonly AppliedUpdate[]): readonly Uint8Array[] {
    const { doc } = this;
    let applying: UpdateSource | null = null;
    const spent = new Map<UpdateSource, number>();
    const merged: Uint8Array[] = [];
    const merge = (update: Uint8Array): number => merged.push(update);
    // What comes out of one alone is that one: Yjs need not write it.
    const isOne = updates.length === 1;
    if (!isOne) doc.on('update', merge);
    try {
      doc.transact(() => {
        let last = performance.now();
        for (const { source, update } of updates) {
          applying = source;
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
    } finally {
      if (!isOne) doc.off('update', merge);
    }
    if (hasPending(doc)) throw new UnappliableError(null, 'a predecessor is missing');
    return isOne ? updates.map(({ update }) => update) : merged;
  }

  destroy(): void {
    this.#doc?.destroy();
  }
}
