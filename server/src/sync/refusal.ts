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
  readonly close: (code: CloseCode, reason: string) => void;
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
    coverageOf(update);
    this.#pieces.push(update.slice());
    this.#bytes += update.length;
    if (this.#bytes > this.#context.maxBytes) this.#fail('too much to keep');
    else if (isAnswer && this.#state.name === 'asking') this.#keep();
  }

  /** Nothing more will come. */
  peerGone(): void {
    this.#isPeerGone = true;
    const { name } = this.#state;
    if (name === 'asking' || (name === 'kept' && this.#pieces.length > 0)) this.#keep();
  }

  #keep(): void {
    const before = this.#state;
    if (before.name === 'asking') clearTimeout(before.timer);
    const update = merged(before.name === 'kept' ? [before.update, ...this.#pieces] : this.#pieces);
    this.#pieces = [];
    this.#state = { name: 'keeping' };
    this.#context.keep(update, this.#reason).then(
      (id) => {
        this.#state = { name: 'kept', update };
        if (before.name === 'asking') this.#close(id);
        if (this.#isPeerGone && this.#pieces.length > 0) this.#keep();
      },
      () => this.#fail('not stored, come back'),
    );
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

/** One update of all, without those that the largest says as well: an answer repeats what was sent before it. */
function merged(pieces: readonly Uint8Array[]): Uint8Array {
  const largest = pieces.reduce((a, b) => (b.length > a.length ? b : a));
  const all = coverageOf(largest);
  const others = pieces.filter((piece) => piece !== largest && !holds(all, coverageOf(piece)));
  return others.length === 0 ? largest : mergeUpdates([largest, ...others]);
}
