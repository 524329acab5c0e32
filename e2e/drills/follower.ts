import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';
import type { Caller } from '../support/api.ts';

/** As our client gathers and spreads (client/src/api/useLiveCycle.ts). */
const [gatherMs, gatherEditsMs, spreadMs] = [150, 3_000, 200] as const;
const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/** A meeting that is followed. */
export interface Place {
  readonly cycle: string;
  readonly meeting: string;
}

/** A participant's page on bare sockets: follows the stage, and asks again for what an event has moved. */
export class Follower {
  /** From sending a change to its frame here. */
  readonly delays: number[] = [];
  readonly askedMs: number[] = [];
  /** The message of the stage that came last. */
  newest = '';
  hasStage = false;
  failed = 0;
  readonly #caller: Caller;
  readonly #place: Place;
  readonly #sentAt: ReadonlyMap<string, number>;
  readonly #socket: WebSocket;
  readonly #etags = new Map<string, string>();
  #asking = 0;
  #gathering: NodeJS.Timeout | null = null;
  #gatheringEdits: NodeJS.Timeout | null = null;

  /** @param sentAt when a change was sent, by the message that it puts on the stage */
  constructor(caller: Caller, place: Place, sentAt: ReadonlyMap<string, number>) {
    this.#caller = caller;
    this.#place = place;
    this.#sentAt = sentAt;
    this.#socket = new WebSocket(`${caller.origin.replace('http', 'ws')}/live/${place.cycle}`, {
      headers: { cookie: caller.cookie },
      perMessageDeflate: false,
    });
    this.#socket.on('open', () => this.#socket.send(JSON.stringify({ meeting: place.meeting })));
    this.#socket.on('message', (text) => this.#heard(JSON.parse(String(text))));
  }

  get isAsking(): boolean {
    return this.#asking > 0;
  }

  stop(): void {
    for (const timer of [this.#gathering, this.#gatheringEdits]) if (timer !== null) clearTimeout(timer);
    this.#socket.terminate();
  }

  #heard(frame: { type: string; stage?: { message: string | null } }): void {
    if (frame.type === 'stage') {
      this.hasStage = true;
      const message = frame.stage?.message ?? '';
      const at = this.#sentAt.get(message);
      if (at !== undefined) this.delays.push(performance.now() - at);
      this.newest = message;
    } else if (frame.type.startsWith('item.')) {
      this.#gathering ??= setTimeout(
        () => {
          this.#gathering = null;
          const own = `meetings/${this.#place.meeting}`;
          this.#ask(['items', 'documents', 'scoreboard?value=latest&profile=weakest-link', own, `${own}/resolutions`]);
        },
        gatherMs + Math.random() * spreadMs,
      );
    } else if (frame.type === 'document.edited') {
      this.#gatheringEdits ??= setTimeout(
        () => {
          this.#gatheringEdits = null;
          this.#ask(['items', 'documents']);
        },
        gatherEditsMs + Math.random() * spreadMs,
      );
    }
  }

  #ask(reads: readonly string[]): void {
    for (const read of reads) {
      this.#asking += 1;
      const at = performance.now();
      this.#get(`/api/cycles/${this.#place.cycle}/${read}`)
        .then((status) => {
          if (status !== 200 && status !== 304) this.failed += 1;
          this.askedMs.push(performance.now() - at);
        })
        .catch(() => {
          this.failed += 1;
        })
        .finally(() => {
          this.#asking -= 1;
        });
    }
  }

  /** As a browser asks: with what it has, packed. */
  #get(path: string): Promise<number> {
    const known = this.#etags.get(path);
    const headers = {
      ...{ cookie: this.#caller.cookie, 'accept-encoding': 'gzip' },
      ...(known === undefined ? {} : { 'if-none-match': known }),
    };
    return new Promise((resolve, reject) => {
      const asked = request(`${this.#caller.origin}${path}`, { agent, headers }, (answer) => {
        const { etag } = answer.headers;
        if (etag !== undefined) this.#etags.set(path, etag);
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode ?? 0));
      });
      asked.once('error', reject);
      asked.end();
    });
  }
}

/** A console: one request at a time, and then the newest of what has changed meanwhile, as ours does it. */
export class Presenter {
  /** Requests. */
  sent = 0;
  readonly #caller: Caller;
  readonly #path: string;
  #waiting: object | null = null;
  #isSending = false;

  constructor(caller: Caller, { cycle, meeting }: Place) {
    this.#caller = caller;
    this.#path = `/api/cycles/${cycle}/meetings/${meeting}/stage`;
  }

  get isDone(): boolean {
    return !this.#isSending;
  }

  show(changes: object): void {
    this.#waiting = changes;
    if (!this.#isSending) void this.#send();
  }

  async #send(): Promise<void> {
    this.#isSending = true;
    for (let changes = this.#waiting; changes !== null; changes = this.#waiting) {
      this.#waiting = null;
      this.sent += 1;
      const body = JSON.stringify({ console: '11111111-1111-4111-8111-111111111111', changes });
      const answer = await this.#caller.send('PUT', this.#path, body);
      if (!answer.ok) throw new Error(`${this.#path}: ${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
    }
    this.#isSending = false;
  }
}
