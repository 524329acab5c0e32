import { type CloseCode, closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import type { RescueReason } from '@ruam/shared/sync/rescue.ts';
import { mergeUpdates } from 'yjs';
import { coverageOf, holds } from './coverage.ts';

/** Why an edit is refused. */
export type RefusalReason = Exclude<RescueReason, 'sent'>;

/** What a refusal works with. */
export interface RefusalContext {
  /** Asks the peer for all it has: the server's step 1. */
  readonly ask: () => void;
  /** Stores the edit and gives the rescue's id. Rejects when it cannot be stored. */
  readonly keep: (update: Uint8Array, reason: RefusalReason) => Promise<string>;
  /** Adds what came in and waits its turn. */
  readonly hearWaiting: (refusal: Refusal) => void;
  readonly close: (code: CloseCode, reason: string) => void;
  /** This took the loop so long. */
  readonly spent: (ms: number) => void;
  readonly schedule: (callback: () => void, delayMs: number) => NodeJS.Timeout;
  readonly answerMs: number;
  readonly maxBytes: number;
}

/**
 * - `asking`: the peer was asked for all it has; what it says meanwhile belongs to the rescue.
 * - `keeping`: on its way to the store.
 * - `kept`: stored; the connection is closing, and what still comes is added.
 * - `failed`: not stored; the peer keeps it.
 */
type RefusalState =
  | { readonly name: 'asking'; readonly timer: NodeJS.Timeout }
  | { readonly name: 'keeping' }
  | { readonly name: 'kept'; readonly update: Uint8Array }
  | { readonly name: 'failed' };

/** Messages of one refusal: 2 s of hasty typing. Merging them costs more than linear time. */
const maxPieces = 1_000;

/** The refused edits of one connection on their way into a rescue: stored first, then closed (docs/sync.md S5). */
export class Refusal {
  readonly #reason: RefusalReason;
  readonly #context: RefusalContext;
  #state: RefusalState;
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  #isPeerGone = false;

  constructor(reason: RefusalReason, context: RefusalContext) {
    this.#reason = reason;
    this.#context = context;
    this.#state = { name: 'asking', timer: context.schedule(() => this.#keep(), context.answerMs) };
    context.ask();
  }

  /** Another edit of the peer; `isAnswer`: all it has. Throws MalformedError. */
  add(update: Uint8Array, isAnswer: boolean): void {
    if (this.#state.name === 'failed') return;
    // What comes after the rescue is a courtesy, and bounded: its author has it too.
    if (this.#state.name !== 'asking' && this.#pieces.length >= maxPieces) return;
    coverageOf(update);
    this.#pieces.push(update.slice());
    this.#bytes += update.length;
    if (this.#bytes > this.#context.maxBytes || this.#pieces.length > maxPieces) this.#fail('too much to keep');
    else if (isAnswer && this.#state.name === 'asking') this.#keep();
    else if (this.#isPeerGone && this.#state.name === 'kept') this.#keep();
  }

  /** Nothing more will come. */
  peerGone(): void {
    this.#isPeerGone = true;
    const { name } = this.#state;
    if (name === 'asking' || (name === 'kept' && this.#pieces.length > 0)) this.#keep();
  }

  #keep(): void {
    const before = this.#state;
    if (before.name === 'asking') {
      clearTimeout(before.timer);
      this.#context.hearWaiting(this);
      // What waited may have been the answer, or too much.
      if (this.#state !== before) return;
    }
    const pieces = before.name === 'kept' ? [before.update, ...this.#pieces] : this.#pieces;
    this.#pieces = [];
    this.#state = { name: 'keeping' };
    this.#store(pieces).then(
      ({ id, update }) => {
        this.#state = { name: 'kept', update };
        if (before.name === 'asking') this.#close(id);
        if (this.#isPeerGone && this.#pieces.length > 0) this.#keep();
      },
      // Who has gone with a 4423 thinks that all is kept: what came last is tried once more.
      () => (before.name === 'kept' ? this.#keepLater(pieces) : this.#fail('not stored, come back')),
    );
  }

  #keepLater(pieces: readonly Uint8Array[]): void {
    this.#context.schedule(() => {
      this.#store(pieces).catch(() => this.#fail('not stored, come back'));
    }, this.#context.answerMs);
  }

  /** As one rescue, and what one cannot say beside the rest as rescues of their own. */
  async #store(pieces: readonly Uint8Array[]): Promise<{ id: string; update: Uint8Array }> {
    const started = performance.now();
    const { update, others } = merged(pieces);
    this.#context.spent(performance.now() - started);
    const id = await this.#context.keep(update, this.#reason);
    for (const other of others) await this.#context.keep(other, this.#reason);
    return { id, update };
  }

  #close(id: string): void {
    const { close } = this.#context;
    if (this.#reason === 'tooLarge') close(closeCodes.documentTooLarge, `tooLarge rescue=${id}`);
    else close(closeCodes.refused, `${this.#reason === 'locked' ? 'locked' : 'refused'} rescue=${id}`);
  }

  #fail(reason: string): void {
    if (this.#state.name === 'asking') clearTimeout(this.#state.timer);
    this.#state = { name: 'failed' };
    this.#pieces = [];
    this.#context.close(closeCodes.failed, reason);
  }
}

/** Rescues of their own, of one refusal. */
const maxOthers = 16;

/**
 * One update of all, without those that the largest says as well: an answer repeats what was sent before it. Where two
 * say different things of the same clocks, because one knows content that the other has collected, or because they were
 * crafted, Yjs keeps one of them: `others` are the rest. Throws when there are too many.
 */
function merged(pieces: readonly Uint8Array[]): { update: Uint8Array; others: readonly Uint8Array[] } {
  const largest = pieces.reduce((a, b) => (b.length > a.length ? b : a));
  const all = coverageOf(largest);
  const more = pieces.filter((piece) => piece !== largest && !holds(all, coverageOf(piece)));
  if (more.length === 0) return { update: largest, others: [] };
  const whole = mergedByYjs([largest, ...more]);
  const update = whole ?? largest;
  const said = coverageOf(update);
  const others = more.filter((piece) => !holds(said, coverageOf(piece)));
  if (others.length > maxOthers) throw new Error('too many edits that cannot be merged');
  return { update, others };
}

/** Null when Yjs cannot merge them, or makes something of them that nobody could read. */
function mergedByYjs(updates: readonly Uint8Array[]): Uint8Array | null {
  try {
    const update = mergeUpdates([...updates]);
    coverageOf(update);
    return update;
  } catch {
    return null;
  }
}
