import * as Y from 'yjs';
import { stateFrame, stateVectorFrame } from '../protocol.ts';
import { type Facts, factsOfDoc } from './facts.ts';
import { type AwarenessEntry, readFrame, writeAwareness, writeUpdate } from './frames.ts';
import type { Judge } from './judge.ts';
import type { Link, LinkUser } from './link.ts';

/** What a tab finds around it. */
export interface Site {
  readonly judge: Judge;
  note(step: string): void;
  newClientId(): number;
  mayWrite(person: string): boolean;
  /** The document's generation, as a page reads it before it makes a replica. */
  generation(): number;
  /** Null while there is no server. */
  connect(person: string, generation: number | null, user: LinkUser): Link | null;
  /** Keeps a rescue over HTTP; null when there is no answer. */
  keepRescue(person: string, update: Uint8Array): Promise<void>;
}

/** A Y.Doc and what the browser keeps of it. */
interface Replica {
  readonly doc: Y.Doc;
  readonly kept: Uint8Array[];
  readonly generation: number;
}

/**
 * - `away`: not connected, may connect.
 * - `connected`: to a server, or so it thinks.
 * - `stopped`: closed with a code after which nobody comes back by himself; keeps what it has.
 */
type TabState = 'away' | 'connected' | 'stopped';

const remote = Symbol('remote');
const kept = Symbol('kept');
/** Codes after which the same person may come back when something has changed. */
const comesBackLater = new Set([4401, 4403, 4404]);

/** A page with the document, as a stock y-websocket client is: it trusts that what it sends arrives. */
export class Tab implements LinkUser {
  readonly name: string;
  readonly person: string;
  readonly site: Site;
  protected link: Link | null = null;
  state: TabState = 'away';
  /** It has heard a step 2 on this connection. */
  isSynced = false;
  /** Its updates are held back: those made later go first. */
  #holding = false;
  #held: Uint8Array[] = [];
  #replica: Replica;
  #clock = 0;
  readonly #heardClocks = new Map<number, number>();

  constructor(name: string, person: string, site: Site) {
    this.name = name;
    this.person = person;
    this.site = site;
    this.#replica = this.#replicaOf([], site.generation());
  }

  get doc(): Y.Doc {
    return this.#replica.doc;
  }

  get facts(): Facts {
    return factsOfDoc(this.doc);
  }

  /** What the browser keeps under the same name for another tab: never that of another generation (S13, S14). */
  keptOf(other: Tab): readonly Uint8Array[] {
    return other.#replica.generation === this.#replica.generation ? this.#replica.kept : [];
  }

  get isHolding(): boolean {
    return this.#held.length > 0;
  }

  /** Whether its user can type. */
  get mayType(): boolean {
    return this.state !== 'stopped';
  }

  /** What it still waits for, for people. */
  get told(): string {
    return `${this.name} ${this.state}${this.isSynced ? ' synced' : ''}${this.isHolding ? ' holding' : ''}`;
  }

  get isSettled(): boolean {
    return this.state === 'connected' && this.isSynced && !this.isHolding;
  }

  protected get generation(): number | null {
    return null;
  }

  protected get replicaGeneration(): number {
    return this.#replica.generation;
  }

  connect(): void {
    if (this.state !== 'away') return;
    const link = this.site.connect(this.person, this.generation, this);
    if (link === null) return;
    this.link = link;
    this.state = 'connected';
    this.isSynced = false;
    this.opened();
  }

  edit(change: (doc: Y.Doc) => string): void {
    let said = '';
    this.doc.transact(() => {
      said = change(this.doc);
    });
    this.site.note(`${this.name} ${said}`);
  }

  /** The next update waits, those after it do not. */
  holdNext(): void {
    this.#holding = true;
  }

  releaseHeld(): void {
    this.#holding = false;
    for (const update of this.#held.splice(0)) this.send(writeUpdate(update));
  }

  cut(frames: number): void {
    this.link?.cut(frames);
  }

  /** The page is loaded again: the document comes from what the browser kept; `also`: of another tab of the person. */
  reload(also: readonly Uint8Array[]): void {
    this.link?.cut(1_000);
    this.replace([...this.#replica.kept, ...also], this.#replica.generation);
    this.state = 'away';
  }

  /** What had stopped it may be over. */
  mayComeBack(): void {
    if (this.state === 'stopped' && this.comesBack) this.state = 'away';
  }

  protected comesBack = false;

  received(frame: Uint8Array): void {
    const message = readFrame(frame);
    switch (message.kind) {
      case 'question':
        this.send(stateFrame(Y.encodeStateAsUpdate(this.doc, message.stateVector)));
        this.answered();
        break;
      case 'update':
        Y.applyUpdate(this.doc, message.update, remote);
        if (message.isAnswer) this.isSynced = true;
        break;
      case 'awareness':
        this.#heardAwareness(message.entries);
        break;
      case 'ack':
        this.acknowledged(message.n);
        break;
      case 'lock':
        this.lockTold(message.epoch, message.isLocked);
        break;
      case 'other':
        this.site.judge.fail('S1', `${this.name} hears a message it does not know`);
    }
  }

  closed(code: number, reason: string): void {
    this.link = null;
    this.state = 'away';
    this.isSynced = false;
    this.#held = [];
    this.#holding = false;
    this.#heardClocks.clear();
    if (code !== 1006) this.site.note(`${this.name} is closed ${code} ${reason}`);
    if (code < 4400 || code >= 4500) {
      if (code === 1007 || code === 1009) this.site.judge.fail('S9', `${this.name} is closed ${code} ${reason}`);
      return;
    }
    this.state = 'stopped';
    this.comesBack = comesBackLater.has(code);
  }

  /** Gives up the replica for one made of `updates`. */
  protected replace(updates: readonly Uint8Array[], generation: number): void {
    this.#replica.doc.destroy();
    this.#replica = this.#replicaOf(updates, generation);
  }

  protected opened(): void {
    this.send(stateVectorFrame(Y.encodeStateVector(this.doc)));
    this.sayAwareness();
  }

  protected sayAwareness(): void {
    this.#clock += 1;
    const state = { user: { id: 'whoever', name: this.name } };
    this.send(writeAwareness([{ clientId: this.doc.clientID, clock: this.#clock, state }]));
  }

  protected send(frame: Uint8Array): void {
    if (this.link?.isOpen !== true) return;
    this.site.judge.clientSent(this.link, frame);
    this.link.send(frame);
  }

  /** The server's question was answered on this connection. */
  protected answered(): void {
    // A stock client has no more to do.
  }

  protected edited(): void {
    // See `answered`.
  }

  protected acknowledged(_n: number): void {
    this.site.judge.fail('S1', `${this.name} hears an ack and did not ask`);
  }

  protected lockTold(_epoch: number, _isLocked: boolean): void {
    this.site.judge.fail('S1', `${this.name} hears of a lock and did not ask`);
  }

  #replicaOf(updates: readonly Uint8Array[], generation: number): Replica {
    const doc = new Y.Doc();
    doc.clientID = this.site.newClientId();
    this.site.judge.owns(doc.clientID, this.person);
    const replica: Replica = { doc, kept: [...updates], generation };
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== kept) replica.kept.push(update);
      if (origin === kept || origin === remote) return this.site.judge.came(update);
      this.site.judge.made(this.person, update, this.site.mayWrite(this.person));
      this.#sendUpdate(update);
      this.edited();
    });
    for (const update of updates) Y.applyUpdate(doc, update, kept);
    return replica;
  }

  #sendUpdate(update: Uint8Array): void {
    if (this.#holding && this.link !== null) {
      this.#holding = false;
      this.#held.push(update);
    } else this.send(writeUpdate(update));
  }

  /** Says again what it hears, as stock clients do (S6). */
  #heardAwareness(entries: readonly AwarenessEntry[]): void {
    const news = entries.filter(({ clientId, clock }) => clock > (this.#heardClocks.get(clientId) ?? -1));
    for (const { clientId, clock, state } of news) {
      this.#heardClocks.set(clientId, clock);
      const owner = this.site.judge.ownerOf(clientId);
      if (state !== null && state.user?.id !== owner)
        this.site.judge.fail('S6', `${this.name} hears client ${clientId} of ${owner} as ${state.user?.id}`);
    }
    if (news.length > 0) this.send(writeAwareness(news));
  }
}
