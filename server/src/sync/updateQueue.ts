import * as Y from 'yjs';
import type { CommittedText } from './committedText.ts';
import { Frontier } from './frontier.ts';
import type { SyncLimits } from './limits.ts';
import type { PlainEdit } from './plainEdit.ts';
import type { RefusalReason } from './refusal.ts';
import { type Inspection, inspectUpdate } from './updateInspection.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Why an update will not be in the document: not stored; no such document any more; or refused, to become a rescue. */
export type Rejection = 'failed' | 'gone' | RefusalReason;

/** Who gave an update and wants to hear what became of it: a connection, or the server itself. */
export interface UpdateSource {
  /** Whose edit it is; null: nobody's. */
  readonly personId: string | null;
  /** Whose its client ids are (S7); null: the server's, which uses a fresh one each time. */
  readonly ownerId: string | null;
  /** An edit of it was refused: what else it has sent belongs to the same rescue (S5). */
  readonly isRefused: boolean;
  /** Integrating one of its updates took the loop so long. */
  spent(ms: number): void;
  /** Committed, and integrated or sure to be. */
  settled(ticket: number): void;
  /** All of a flush is settled; called once a flush. */
  flushed(): void;
  rejected(offered: OfferedUpdate, why: Rejection): void;
  /** Something before this source's update is missing: ask for its state once (S4). */
  askState(): void;
}

/** An update on its way to the log. `ticket` is the source's own number for it. */
export interface OfferedUpdate {
  readonly source: UpdateSource;
  readonly ticket: number;
  /** What goes to the log: without what was there, or accepted, when it came. */
  readonly update: Uint8Array;
  /** The same, where it is no more than typing. */
  readonly plain: PlainEdit | null;
  /** As it was sent: what it is offered with again when something that was accepted before it has failed. */
  readonly sent: Uint8Array;
  /** Client ids that must be its owner's in the store first (S7). */
  readonly newClients: readonly number[];
  /** It was tried beside the loop (S9), or comes from the server itself. */
  readonly isTried: boolean;
}

interface ParkedUpdate extends OfferedUpdate {
  readonly since: number;
  readonly client: number;
  readonly clock: number;
}

/**
 * The updates of one room that are not committed yet: waiting for the next flush, in the flush, or parked beside the
 * document because something before them is missing. Bounded by its caller (`isFull`, `parkedOf`).
 */
export class UpdateQueue {
  readonly #text: CommittedText;
  readonly #limits: SyncLimits;
  readonly #vocabulary: Vocabulary | null;
  /** Where clients stand once everything accepted is committed and integrated. */
  readonly #ahead = new Frontier();
  #waiting: OfferedUpdate[] = [];
  #waitingBytes = 0;
  #inFlight: readonly OfferedUpdate[] = [];
  #inFlightBytes = 0;
  /** What is in the flush was forgotten by `#ahead`. */
  #isFlightForgotten = false;
  #parked: ParkedUpdate[] = [];

  constructor(text: CommittedText, limits: SyncLimits, vocabulary: Vocabulary | null) {
    this.#text = text;
    this.#limits = limits;
    this.#vocabulary = vocabulary;
  }

  /** Whether `inspect` knows what the flush brings, so that it need not be integrated for that. */
  get knowsFlight(): boolean {
    return !this.#isFlightForgotten;
  }

  get length(): number {
    return this.#waiting.length;
  }

  get isFull(): boolean {
    return this.#waiting.length >= this.#limits.queuedUpdates || this.#waitingBytes >= this.#limits.queuedBytes;
  }

  get uncommittedBytes(): number {
    return this.#waitingBytes + this.#inFlightBytes;
  }

  /** What is in the flush and waits, in order. */
  get pending(): readonly Uint8Array[] {
    return [...this.#inFlight, ...this.#waiting].map(({ update }) => update);
  }

  /** Waiting or in the flush. */
  get uncommitted(): number {
    return this.#waiting.length + this.#inFlight.length;
  }

  /**
   * Against everything accepted so far. Throws MalformedError.
   *
   * @param isWelcome whether its source may write here; else whether anything of it is new is told against the whole document
   */
  inspect(update: Uint8Array, isWelcome: boolean): Inspection {
    const text = this.#text;
    if (isWelcome && text.isBehind) {
      const inspection = inspectUpdate(update, text.integrated, this.#ahead, this.#vocabulary);
      if (inspection.kind === 'known' || (inspection.kind === 'new' && inspection.plain !== null)) return inspection;
    }
    return inspectUpdate(update, text.doc, this.#ahead, this.#vocabulary);
  }

  /** Whether these, alone and in this order, can be integrated into what is committed. */
  standAlone(updates: readonly OfferedUpdate[]): boolean {
    const ahead = new Frontier();
    for (const { update } of updates) {
      const inspection = inspectUpdate(update, this.#text.doc, ahead, null);
      if (inspection.kind === 'new') ahead.addAll(inspection.frontier);
      else if (inspection.kind !== 'known') return false;
    }
    return true;
  }

  accept(offered: OfferedUpdate, frontier: Frontier): void {
    this.#waiting.push(offered);
    this.#waitingBytes += offered.update.length;
    this.#ahead.addAll(frontier);
  }

  /** Parks an update until `clock` of `client` has come; false when its source parked too much already. */
  park(offered: OfferedUpdate, gap: { client: number; clock: number }, now: number): boolean {
    const own = this.#parked.filter(({ source }) => source === offered.source);
    const bytes = own.reduce((sum, { update }) => sum + update.length, offered.update.length);
    if (own.length >= this.#limits.parkedUpdates || bytes > this.#limits.parkedBytes) return false;
    // A copy: the frame's view would hold the socket's whole read buffer.
    const sent = offered.sent.slice();
    this.#parked.push({ ...offered, update: sent, sent, since: now, ...gap });
    return true;
  }

  isParking(source: UpdateSource): boolean {
    return this.#parked.some((parked) => parked.source === source);
  }

  /** Takes up to `max` updates into the flush. */
  take(max: number): readonly OfferedUpdate[] {
    this.#inFlight = this.#waiting.slice(0, max);
    this.#waiting = this.#waiting.slice(max);
    this.#inFlightBytes = this.#inFlight.reduce((sum, { update }) => sum + update.length, 0);
    this.#waitingBytes -= this.#inFlightBytes;
    return this.#inFlight;
  }

  /** These were in the flush and go first in the next one: only the epoch they were addressed to was over. */
  putBack(updates: readonly OfferedUpdate[]): void {
    // `inspect` may have forgotten them, and then what comes now repeats them.
    this.#waiting = [...updates.map((offered) => ({ ...offered, plain: null })), ...this.#waiting];
    this.#waitingBytes += updates.reduce((sum, { update }) => sum + update.length, 0);
  }

  /** The flush is over, whatever became of it. */
  release(): void {
    this.#inFlight = [];
    this.#inFlightBytes = 0;
    this.#isFlightForgotten = false;
    // What is not integrated yet is bounded, and until then only known here.
    if (this.#text.isBehind) return;
    if (this.#waiting.length === 0) this.#ahead.clear();
    else this.#ahead.forget((client) => Y.getState(this.#text.doc.store, client));
  }

  /** Takes out everything that waits, to be offered again: what it built on may be gone. */
  takeWaiting(): readonly OfferedUpdate[] {
    this.#text.integrate();
    this.#ahead.clear();
    this.#isFlightForgotten = this.#inFlight.length > 0;
    return this.takeLast();
  }

  /** Takes out everything that waits, for good. */
  takeLast(): readonly OfferedUpdate[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    return waiting;
  }

  /** Takes out the parked updates whose gap may be closed now, to be offered again. */
  takeUnparked(reached: (client: number) => number): readonly OfferedUpdate[] {
    if (this.#parked.length === 0) return [];
    const ready = this.#parked.filter(({ client, clock }) => reached(client) > clock);
    if (ready.length > 0) this.#parked = this.#parked.filter((parked) => !ready.includes(parked));
    return ready;
  }

  /** Sources whose gap has not closed since `before`. */
  overdue(before: number): ReadonlySet<UpdateSource> {
    return new Set(this.#parked.filter(({ since }) => since <= before).map(({ source }) => source));
  }

  /** Takes out what a source has parked. */
  takeParked(source: UpdateSource): readonly OfferedUpdate[] {
    const own = this.#parked.filter((parked) => parked.source === source);
    if (own.length > 0) this.#parked = this.#parked.filter((parked) => parked.source !== source);
    return own;
  }

  /** Who has parked something. */
  get parking(): ReadonlySet<UpdateSource> {
    return new Set(this.#parked.map(({ source }) => source));
  }
}
