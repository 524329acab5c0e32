import type { StageAnswer, StageChanges } from '@ruam/shared/api/stage.ts';
import { appliedTo } from './appliedTo.ts';

/** How this console stands to the projector. */
type Standing =
  /** Nothing is known yet. */
  | 'opening'
  /** Nobody operates it. */
  | 'free'
  | 'operating'
  /** Another console does. */
  | 'watching';

/** What a console shows of the stage. */
export interface StageView {
  readonly standing: Standing;
  /** The stage with the own changes in it, those on their way, too; null while nothing is known. */
  readonly answer: StageAnswer | null;
  /** Own changes are not on the server yet. */
  readonly isUnsent: boolean;
  /** The server could not be reached with them. */
  readonly isCut: boolean;
  /** Another console took over while this one operated. */
  readonly isTakenOver: boolean;
  /** Own changes were given up because another console had taken over. */
  readonly hasGivenUp: boolean;
  /** Why the last change was refused. */
  readonly error: unknown;
}

/** What a sender needs of its surroundings. */
export interface SenderSurroundings {
  /** This console's own id. */
  readonly console: string;
  readonly send: (changes: StageChanges) => Promise<StageAnswer>;
  /** What a failure means for the changes that it was about. */
  readonly isCut: (error: unknown) => boolean;
  readonly isTaken: (error: unknown) => boolean;
  readonly now: () => number;
  /** Calls later; returns how to take that back. */
  readonly later: (call: () => void, afterMs: number) => () => void;
  /** Changes that a reload must not lose. */
  readonly kept: { readonly read: () => StageChanges; readonly write: (changes: StageChanges) => void };
}

/** At most ten requests a second. */
const gapMs = 100;
const againAfterMs = 2_000;

/**
 * Sends what the presenter changes: shown at once, the newest of every field, one request at a time and at most ten a
 * second. Without the server it goes on and sends the last state when that is back; if another console has taken over
 * meanwhile, nothing of it is overwritten.
 */
export class StageSender {
  readonly #around: SenderSurroundings;
  readonly #listeners = new Set<() => void>();
  #known: StageAnswer | null = null;
  #waiting: StageChanges;
  #sending: StageChanges | null = null;
  #sentAt = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | null = null;
  #isCut = false;
  #isTakenOver = false;
  #hasGivenUp = false;
  #error: unknown = null;
  #view: StageView;

  constructor(around: SenderSurroundings) {
    this.#around = around;
    this.#waiting = around.kept.read();
    this.#view = this.#look();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): StageView => this.#view;

  /** What the server says; an older answer than the known one changes nothing. */
  heard(answer: StageAnswer): void {
    if (this.#known !== null && answer.revision < this.#known.revision) return;
    const wasOperating = standingOf(this.#known, this.#around.console) === 'operating';
    this.#known = answer;
    const standing = standingOf(answer, this.#around.console);
    if (standing === 'watching') this.#giveUp(wasOperating);
    if (standing === 'operating') {
      this.#isTakenOver = false;
      this.#hasGivenUp = this.#hasGivenUp && !wasOperating;
      this.#flush();
    }
    this.#tell();
  }

  /** Shows a change and sends it. Only who operates the stage changes it. */
  change(changes: StageChanges): void {
    if (this.#view.standing !== 'operating') return;
    this.#wait({ ...this.#waiting, ...changes });
    this.#error = null;
    this.#hasGivenUp = false;
    this.#flush();
    this.#tell();
  }

  /** The network may be back: what waits is sent now. */
  retry(): void {
    if (!this.#isCut) return;
    this.#cancelTimer();
    this.#sentAt = Number.NEGATIVE_INFINITY;
    this.#flush();
  }

  /** Nothing more is sent by itself; what waits stays kept. */
  stop(): void {
    this.#cancelTimer();
  }

  #flush(): void {
    if (this.#sending !== null || this.#cancel !== null || isEmpty(this.#waiting)) return;
    if (standingOf(this.#known, this.#around.console) !== 'operating') return;
    const waitMs = this.#sentAt + gapMs - this.#around.now();
    if (waitMs > 0) {
      this.#flushAfter(waitMs);
      return;
    }
    this.#sentAt = this.#around.now();
    const changes = this.#waiting;
    this.#sending = changes;
    this.#waiting = {};
    this.#around.send(changes).then(
      (answer) => this.#sent(answer),
      (error: unknown) => this.#failed(changes, error),
    );
  }

  #flushAfter(waitMs: number): void {
    this.#cancel = this.#around.later(() => {
      this.#cancel = null;
      this.#flush();
      this.#tell();
    }, waitMs);
  }

  #sent(answer: StageAnswer): void {
    this.#sending = null;
    this.#isCut = false;
    this.#wait(this.#waiting);
    this.heard(answer);
    this.#flush();
    this.#tell();
  }

  #failed(changes: StageChanges, error: unknown): void {
    this.#sending = null;
    if (this.#around.isCut(error)) {
      this.#isCut = true;
      this.#wait({ ...changes, ...this.#waiting });
      if (standingOf(this.#known, this.#around.console) === 'operating') this.#flushAfter(againAfterMs);
    } else if (this.#around.isTaken(error)) {
      this.#wait(changes);
      this.#giveUp(true);
      this.#isCut = false;
    } else {
      this.#isCut = false;
      this.#error = error;
      this.#wait(this.#waiting);
      this.#flush();
    }
    this.#tell();
  }

  #giveUp(wasOperating: boolean): void {
    if (wasOperating) this.#isTakenOver = true;
    if (!isEmpty(this.#waiting)) this.#hasGivenUp = true;
    // Another one was heard of: the server is there.
    this.#isCut = false;
    this.#cancelTimer();
    this.#wait({});
  }

  #wait(changes: StageChanges): void {
    this.#waiting = changes;
    this.#around.kept.write({ ...this.#sending, ...changes });
  }

  #cancelTimer(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #tell(): void {
    this.#view = this.#look();
    for (const listener of this.#listeners) listener();
  }

  #look(): StageView {
    const known = this.#known;
    const standing = this.#isTakenOver ? 'watching' : standingOf(known, this.#around.console);
    const own = standing === 'operating' ? { ...this.#sending, ...this.#waiting } : {};
    return {
      standing,
      answer: known === null || isEmpty(own) ? known : { ...known, stage: appliedTo(known.stage, own) },
      isUnsent: !isEmpty(own),
      isCut: this.#isCut,
      isTakenOver: this.#isTakenOver,
      hasGivenUp: this.#hasGivenUp,
      error: this.#error,
    };
  }
}

function standingOf(answer: StageAnswer | null, own: string): Standing {
  if (answer === null) return 'opening';
  if (answer.console === null) return 'free';
  return answer.console.id === own ? 'operating' : 'watching';
}

function isEmpty(changes: StageChanges): boolean {
  return Object.keys(changes).length === 0;
}
