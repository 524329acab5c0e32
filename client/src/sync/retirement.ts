import { Handover, type HandoverState } from './handover.ts';
import type { ReplicaKeeper } from './replicaKeeper.ts';
import type { PostedRescue } from './rescuePost.ts';
import type { SessionEnvironment } from './sessionEnvironment.ts';
import type { Refusal } from './sessionView.ts';

/** How a replica begins: `generation` of the document, for a new one (S14), and what was refused of the one before. */
export interface SessionStart {
  readonly generation: number;
  readonly refusal: Refusal | null;
}

/** How a replica is at the moment. */
interface Retiring {
  readonly documentId: string;
  readonly generation: number;
  /** Own edits so far. */
  readonly edits: number;
  /** It is open and has nothing without an ack. */
  readonly isSettled: boolean;
  readonly isStopped: boolean;
  readonly refusal: Refusal | null;
}

/**
 * The end of a replica (docs/sync.md S5, S13): after a 4423 its content becomes a rescue first, for as long as that takes;
 * when another tab has retired it, it is left at a moment when nothing in it is unsent.
 */
export class Retirement {
  readonly #replica: () => Retiring;
  readonly #difference: () => Uint8Array;
  readonly #keeper: ReplicaKeeper;
  readonly #environment: SessionEnvironment;
  readonly #onHandover: (state: HandoverState) => void;
  readonly #onRetired: (next: SessionStart) => void;
  #handover: Handover | null = null;
  #isRefused = false;
  #isOver = false;

  /** @param difference what the replica holds and the server does not */
  constructor(
    replica: () => Retiring,
    difference: () => Uint8Array,
    keeper: ReplicaKeeper,
    environment: SessionEnvironment,
    onHandover: (state: HandoverState) => void,
    onRetired: (next: SessionStart) => void,
  ) {
    this.#replica = replica;
    this.#difference = difference;
    this.#keeper = keeper;
    this.#environment = environment;
    this.#onHandover = onHandover;
    this.#onRetired = onRetired;
  }

  /** The server refused what is in this replica: it is not connected again. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** Posts the content until the server has it, then retires the replica. Again: tries now. */
  refuse(): void {
    // One that only keeps a copy on the server does not retire anything.
    if (!this.#isRefused) this.pause();
    this.#isRefused = true;
    let { generation } = this.#replica();
    this.#start(
      async () => {
        const { edits, documentId } = this.#replica();
        const posted = await this.#post();
        if (posted.name !== 'kept') return posted;
        const current = await this.#environment.readGeneration(documentId, generation);
        if (current === null || edits !== this.#replica().edits) return { name: 'unreachable' };
        generation = current;
        return posted;
      },
      (rescueId) => void this.#retire(generation, rescueId),
    );
  }

  /** Posts the content as a rescue; the replica stays. */
  keepOnServer(): void {
    this.#start(
      () => this.#post(),
      () => {},
    );
  }

  /** Tries now what it is trying. */
  hasten(): void {
    this.#handover?.hasten();
  }

  /** Stops trying; `refuse` begins anew. */
  pause(): void {
    this.#handover?.end();
    this.#handover = null;
  }

  /**
   * Leaves a replica that another tab retired, if nothing in it is unsent; call it after every change. At once, so that
   * nothing can be written meanwhile.
   */
  advance(): void {
    if (!this.#keeper.isSuperseded || this.#isOver) return;
    const { isSettled, isStopped, generation, refusal } = this.#replica();
    if (isSettled && !isStopped) this.#end({ generation, refusal });
  }

  #start(post: () => Promise<PostedRescue>, onKept: (rescueId: string | null) => void): void {
    this.#handover ??= new Handover(post, this.#environment.random, (state) => {
      this.#onHandover(state);
      if (state.name === 'kept') onKept(state.id);
    });
    this.#handover.hasten();
  }

  #post(): Promise<PostedRescue> {
    return this.#environment.postRescue(this.#replica().documentId, this.#difference());
  }

  async #retire(generation: number, rescueId: string | null): Promise<void> {
    await this.#keeper.retire();
    const { refusal } = this.#replica();
    this.#end({ generation, refusal: refusal && { ...refusal, rescueId: refusal.rescueId ?? rescueId } });
  }

  #end(next: SessionStart): void {
    this.#isOver = true;
    this.#onRetired(next);
  }
}
