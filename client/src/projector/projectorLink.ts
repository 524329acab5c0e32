import type { ProjectorAnswer, StageAnswer } from '@ruam/shared/api/stage.ts';
import { stageFrameSchema } from '@ruam/shared/api/stage.ts';
import { z } from 'zod';
import type { StageMessage } from '../api/stageChannel.ts';
import type { Surroundings } from './surroundings.ts';

export type PairedAnswer = Extract<ProjectorAnswer, { state: 'paired' }>;

/** What a projector is: nothing is known yet, it asks to be paired, or it shows a meeting. */
export type LinkView =
  | { readonly state: 'opening' }
  | {
      readonly state: 'waiting';
      /** Null while a new one is asked for. */
      readonly code: string | null;
      readonly expiresAt: number | null;
      /** It showed a meeting until now. */
      readonly hasEnded: boolean;
      /** The server does not answer. */
      readonly isCut: boolean;
    }
  | {
      readonly state: 'paired';
      readonly projector: PairedAnswer;
      /** Null until the first one is here. */
      readonly answer: StageAnswer | null;
      /** Since when the server is not heard; null: it is. Epoch ms. */
      readonly lostAt: number | null;
    };

/** What is asked of the server. Each rejects without an answer; null: there is none such (any more). */
export interface ProjectorQuestions {
  readonly read: () => Promise<ProjectorAnswer | null>;
  readonly begin: () => Promise<ProjectorAnswer>;
  readonly stage: (projector: PairedAnswer) => Promise<StageAnswer | null>;
}

interface LinkListeners {
  readonly onView: (view: LinkView) => void;
  /** Something has happened in the cycle; null: it is not known what, after a cut. */
  readonly onEvent: (type: string | null) => void;
}

const eventSchema = z.object({ type: z.string() });
/** So often an unpaired projector asks whether somebody has entered its code. */
const askEveryMs = 1_500;
/** A line that is cut without a word is found out by asking. */
const beatMs = 10_000;
const longestWaitMs = 8_000;
const jitterMs = 3_000;

/**
 * A projector's link to its meeting: pairs, follows the stage and comes back by itself. What it shows stays through every
 * cut; it ends only by the server's word that there is no such projector any more.
 */
export class ProjectorLink {
  readonly #around: Surroundings;
  readonly #ask: ProjectorQuestions;
  readonly #listeners: LinkListeners;
  #view: LinkView;
  #socket: WebSocket | null = null;
  /** The newest of the server, and what the console in this browser has said since. */
  #server: StageAnswer | null = null;
  #local: StageAnswer | null = null;
  #failures = 0;
  #shown: number | null = null;
  #cancel: () => void = () => {};
  /** Counts the questions: an answer that was overtaken says nothing. */
  #round = 0;
  #isOver = false;

  /** @param kept what it showed before the page was loaded */
  constructor(
    around: Surroundings,
    ask: ProjectorQuestions,
    listeners: LinkListeners,
    kept: { readonly projector: PairedAnswer; readonly answer: StageAnswer; readonly lostAt: number | null } | null,
  ) {
    this.#around = around;
    this.#ask = ask;
    this.#listeners = listeners;
    this.#server = kept?.answer ?? null;
    this.#view = kept === null ? { state: 'opening' } : { state: 'paired', ...kept };
  }

  get view(): LinkView {
    return this.#view;
  }

  start(): void {
    this.#look();
  }

  end(): void {
    this.#isOver = true;
    this.#cancel();
    this.#drop();
  }

  /** The network is said to be gone. */
  cut(): void {
    this.#drop();
    this.#failed();
  }

  /** The network is said to be back, or the page is seen again: asks now. */
  hasten(): void {
    this.#look();
  }

  /** That revision is on the screen. */
  told(revision: number): void {
    if (revision === this.#shown) return;
    this.#shown = revision;
    this.#tellShown();
  }

  /** What the console in this browser says goes before the server's word, until that has moved on. */
  heardNearby(message: StageMessage): void {
    if (this.#view.state !== 'paired' || !('answer' in message)) return;
    if (message.meeting !== this.#view.projector.meeting) return;
    const { answer } = message;
    const known = this.#local ?? this.#server;
    if (known !== null && (answer.revision < known.revision || answer.now < known.now)) return;
    this.#local = answer;
    this.#show({ ...this.#view, answer });
  }

  #tellShown(): void {
    const socket = this.#socket;
    if (this.#shown !== null && socket?.readyState === 1) socket.send(JSON.stringify({ shown: this.#shown }));
  }

  #look(): void {
    this.#cancel();
    this.#round += 1;
    const round = this.#round;
    const isLate = (): boolean => this.#isOver || round !== this.#round;
    this.#ask
      .read()
      .then((answer) => {
        if (!isLate()) return answer === null ? this.#begin(isLate) : this.#understood(answer, isLate);
      })
      .catch(() => {
        if (!isLate()) this.#failed();
      });
  }

  async #begin(isLate: () => boolean): Promise<void> {
    const hasEnded = this.#view.state === 'paired' || (this.#view.state === 'waiting' && this.#view.hasEnded);
    this.#drop();
    this.#server = null;
    this.#local = null;
    if (this.#view.state !== 'waiting') {
      this.#show({ state: 'waiting', code: null, expiresAt: null, hasEnded, isCut: false });
    }
    const answer = await this.#ask.begin();
    if (!isLate()) await this.#understood(answer, isLate);
  }

  async #understood(answer: ProjectorAnswer, isLate: () => boolean): Promise<void> {
    if (answer.state === 'waiting') {
      const hasEnded = this.#view.state === 'paired' || (this.#view.state === 'waiting' && this.#view.hasEnded);
      this.#drop();
      this.#failures = 0;
      this.#show({ state: 'waiting', code: answer.code, expiresAt: answer.expiresAt, hasEnded, isCut: false });
      this.#again(askEveryMs);
      return;
    }
    const before = this.#view.state === 'paired' ? this.#view : null;
    const isSame = before?.projector.meeting === answer.meeting;
    if (!isSame) {
      this.#drop();
      this.#server = null;
      this.#local = null;
    }
    if (this.#socket?.readyState !== 1 || this.#server === null) {
      const stage = await this.#ask.stage(answer);
      if (isLate()) return;
      if (stage !== null) this.#take(stage, true);
    }
    const wasLost = before === null || before.lostAt !== null;
    this.#show({ state: 'paired', projector: answer, answer: this.#local ?? this.#server, lostAt: null });
    if (wasLost) this.#listeners.onEvent(null);
    if (this.#socket === null) this.#connect(answer);
    this.#again(beatMs);
  }

  #connect(projector: PairedAnswer): void {
    const { origin, WebSocket: Socket } = this.#around;
    const socket = new Socket(`${origin}/live/${encodeURIComponent(projector.cycle)}?projector=1`);
    this.#socket = socket;
    socket.onopen = () => {
      socket.send(JSON.stringify({ meeting: projector.meeting }));
      this.#tellShown();
    };
    socket.onmessage = ({ data }) => {
      if (this.#socket !== socket) return;
      this.#failures = 0;
      this.#heard(parse(data));
    };
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      // Whether that was the net, the server or the end of the meeting is asked at once, and then with patience.
      if (this.#failures === 0) {
        this.#failures = 1;
        this.#look();
      } else this.#again(this.#waitMs());
    };
  }

  #heard(said: unknown): void {
    const frame = stageFrameSchema.safeParse(said);
    if (frame.success) {
      const { type: _type, ...answer } = frame.data;
      if (this.#view.state !== 'paired' || answer.meeting !== this.#view.projector.meeting) return;
      this.#take(answer, false);
      this.#show({ ...this.#view, answer: this.#local ?? this.#server, lostAt: null });
      return;
    }
    const event = eventSchema.safeParse(said);
    if (event.success) this.#listeners.onEvent(event.data.type);
  }

  /** @param isAnswer asked for now: also a smaller revision is true, after a backup was brought back */
  #take(answer: StageAnswer, isAnswer: boolean): void {
    if (!isAnswer && this.#server !== null && answer.revision < this.#server.revision) return;
    if (this.#server === null || answer.revision !== this.#server.revision) this.#local = null;
    this.#server = answer;
  }

  #failed(): void {
    if (this.#isOver) return;
    if (this.#view.state === 'paired') {
      if (this.#view.lostAt === null) this.#show({ ...this.#view, lostAt: this.#around.now() });
    } else if (this.#view.state === 'waiting') this.#show({ ...this.#view, isCut: true });
    else this.#show({ state: 'waiting', code: null, expiresAt: null, hasEnded: false, isCut: true });
    this.#again(this.#waitMs());
  }

  #waitMs(): number {
    const waitMs = Math.min(longestWaitMs, 250 * 2 ** this.#failures);
    this.#failures += 1;
    return waitMs + this.#around.random() * jitterMs;
  }

  #again(afterMs: number): void {
    this.#cancel();
    this.#cancel = this.#around.later(() => this.#look(), afterMs);
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #show(view: LinkView): void {
    if (this.#isOver) return;
    this.#view = view;
    this.#listeners.onView(view);
  }
}

function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
