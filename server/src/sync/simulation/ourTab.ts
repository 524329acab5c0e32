import * as Y from 'yjs';
import { ackQuestion } from './frames.ts';
import { Tab } from './tab.ts';

/** A tab with our client: asks for acks, knows locks, and gives a refused replica up only when it is a rescue (S4, S5). */
export class OurTab extends Tab {
  /** Local updates since the replica was made. */
  #edits = 0;
  #isAnswered = false;
  #isSaved = false;
  /** `isWhole`: nothing was held back when it was asked. */
  #asked: { readonly n: number; readonly edits: number; readonly isWhole: boolean } | null = null;
  #lastN = 0;
  #lock: { readonly epoch: number; readonly isLocked: boolean } | null = null;
  /** Refused: its content is on its way into a rescue. */
  #isRefused = false;
  #posting: object | null = null;

  override get mayType(): boolean {
    return super.mayType && !this.#isRefused && this.#lock?.isLocked !== true;
  }

  override get isSettled(): boolean {
    return super.isSettled && this.#isSaved && !this.#isRefused;
  }

  override get told(): string {
    return `${super.told}${this.#isSaved ? ' saved' : ''}${this.#isRefused ? ' refused' : ''}`;
  }

  /** Its refused content is not a rescue yet. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** What it knows of the lock on this connection; null: nothing. */
  get lock(): { readonly epoch: number; readonly isLocked: boolean } | null {
    return this.#lock;
  }

  protected override get generation(): number {
    return this.replicaGeneration;
  }

  override connect(): void {
    if (!this.#isRefused) super.connect();
  }

  override reload(also: readonly Uint8Array[]): void {
    this.#isRefused = false;
    this.#posting = null;
    super.reload(also);
  }

  override releaseHeld(): void {
    super.releaseHeld();
    this.#askIfDue();
  }

  override closed(code: number, reason: string): void {
    super.closed(code, reason);
    this.#isAnswered = false;
    this.#isSaved = false;
    this.#asked = null;
    this.#lock = null;
    if (code !== 4423 && code !== 4413) return;
    this.#isRefused = true;
    this.handOver();
  }

  /** Posts what a refused replica has, unless that is under way; then begins with a new one. */
  handOver(): void {
    if (!this.#isRefused || this.#posting !== null) return;
    const posting = {};
    this.#posting = posting;
    const { doc, facts } = this;
    const over = (isKept: boolean) => {
      if (this.#posting !== posting) return;
      this.#posting = null;
      if (!isKept) return;
      this.site.judge.retired(this.name, this.person, facts);
      this.site.note(`${this.name} begins anew`);
      this.#isRefused = false;
      this.#edits = 0;
      this.replace([], this.site.generation());
      this.state = 'away';
    };
    this.site.keepRescue(this.person, Y.encodeStateAsUpdate(doc)).then(
      () => over(true),
      () => over(false),
    );
  }

  /** Nobody will answer any more. */
  serverDied(): void {
    this.#posting = null;
  }

  protected override opened(): void {
    this.#isAnswered = false;
    this.#isSaved = false;
    super.opened();
  }

  protected override answered(): void {
    this.#isAnswered = true;
    this.#askIfDue();
  }

  protected override edited(): void {
    this.#edits += 1;
    this.#isSaved = false;
    this.#askIfDue();
  }

  protected override acknowledged(n: number): void {
    if (this.#asked?.n !== n) return;
    const { edits, isWhole } = this.#asked;
    this.#asked = null;
    if (isWhole && edits === this.#edits) {
      this.#isSaved = true;
      this.site.judge.saved(this.name, this.facts);
    }
    if (!this.isHolding) this.#askIfDue();
  }

  protected override lockTold(epoch: number, isLocked: boolean): void {
    this.#lock = { epoch, isLocked };
  }

  #askIfDue(): void {
    if (!this.#isAnswered || this.#asked !== null || this.#isSaved) return;
    this.#lastN += 1;
    this.#asked = { n: this.#lastN, edits: this.#edits, isWhole: !this.isHolding };
    this.send(ackQuestion(this.#lastN));
  }
}
