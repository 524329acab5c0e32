import type { DatabaseTransaction } from '../../database/database.ts';
import { holdDocuments, lockDocuments, openDocuments, readHeld } from '../gate.ts';
import { insertDocument } from '../testBed.ts';
import { forgetTimers, turns, whileWaiting } from './clock.ts';
import { Committed, type CommittedReader } from './committed.ts';
import { contentOf, insertion } from './edits.ts';
import { clientIdBound } from './facts.ts';
import { Judge } from './judge.ts';
import type { Link, LinkUser } from './link.ts';
import { Network } from './network.ts';
import { type DocumentRows, dropDocument, putDocument, readDocument } from './rows.ts';
import { type Right, type RunningServer, type ServerOptions, startServer } from './startServer.ts';
import type { SimulatedStore, StoreProcess } from './store.ts';
import type { Site } from './tab.ts';

/** The machinery that rounds share: one file, and a second connection that reads what is committed. */
export interface Ground {
  readonly store: SimulatedStore;
  readonly reader: CommittedReader;
}

/** What makes a round's world. */
export interface WorldOptions extends Pick<ServerOptions, 'random' | 'limits' | 'maxLag'> {
  /** How likely a connection is a slow reader. */
  readonly slowReaders: number;
}

/** As a document is named in every round. */
const documentId = 'd';
const notKept = 'a refused edit could not be kept';
/** What a server of these rounds never has a reason to say; the store fails when it is made to. */
const expectedErrors =
  /^(sync commit failed|a refused edit could not be kept|sync connection failed|log could not be|a rescue could not)/;

interface Lock {
  readonly sequence: number;
  readonly content: string | null;
}

/** One document, its store, the network and the server's life in a round. */
export class World implements Site {
  readonly judge: Judge;
  readonly network: Network;
  readonly committed: Committed;
  readonly trace: string[] = [];
  readonly #ground: Ground;
  readonly #options: WorldOptions;
  readonly #commands: StoreProcess;
  #server: RunningServer | null = null;
  /** Of those who may not do everything. */
  readonly #rights = new Map<string, Right>();
  #lock: Lock | null = null;
  /** The gate has moved, and the server has not been told. */
  #isUntold = false;
  #backup: DocumentRows | null = null;
  #ids = 0;

  constructor(ground: Ground, options: WorldOptions) {
    this.#ground = ground;
    this.#options = options;
    this.#commands = ground.store.process(() => 0);
    this.committed = new Committed(ground.reader, documentId, ({ personId, sequence }, facts) =>
      this.judge.committedRow(personId, sequence, facts),
    );
    this.judge = new Judge(this.committed, (step) => this.note(step));
    this.network = new Network(options.random, this.judge, options.slowReaders);
  }

  get isUp(): boolean {
    return this.#server !== null;
  }

  get isLocked(): boolean {
    return this.#lock !== null;
  }

  get uncommitted(): number {
    return this.#server?.sync.metrics().uncommittedUpdates ?? 0;
  }

  note(step: string): void {
    this.trace.push(step);
  }

  async begin(): Promise<void> {
    await insertDocument(this.#commands.database, documentId);
    this.start();
  }

  start(): void {
    if (this.#server !== null) return;
    this.#server = startServer({
      ...this.#options,
      store: this.#ground.store,
      rightOf: (person) => this.#rights.get(person) ?? 'write',
      newId: () => this.#newId(),
      complain: (message, reason) => {
        this.note(`server says: ${message}`);
        if (message === notKept) this.judge.refusalsEnded();
        if (!expectedErrors.test(message)) this.judge.fail('S11', `${message} ${reason}`);
      },
    });
    this.#isUntold = false;
    this.note('server starts');
  }

  /** A clean end (S12). */
  async stop(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.note('server closes');
    this.#ground.store.release();
    const closed = server.sync.close();
    for (let turn = 0; turn < 3; turn++) {
      await turns(1);
      this.network.deliverSome();
    }
    await whileWaiting(closed, 'the server to close');
    this.#server = null;
    this.network.serverDied();
    await server.process.kill();
    forgetTimers();
  }

  /** The process dies: nothing is flushed, nobody is told. */
  async crash(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.note('server dies');
    this.#server = null;
    await server.process.kill();
    this.network.serverDied();
    forgetTimers();
    this.#ground.store.release();
    this.judge.refusalsEnded();
  }

  hold(): void {
    this.note('the store is slow');
    this.#ground.store.hold();
  }

  release(): void {
    this.#ground.store.release();
  }

  failCommits(count: number): void {
    if (this.#server === null) return;
    this.note(`the next ${count} commits fail`);
    this.#server.process.failures = count;
  }

  async lock(): Promise<void> {
    if (this.#lock !== null) return;
    const content = await this.#command(async (transaction) => {
      await holdDocuments(transaction, [documentId]);
      const read = await readHeld(transaction, documentId, contentOf);
      await lockDocuments(transaction, [documentId]);
      return read;
    });
    this.#lock = { content, sequence: this.committed.head.lastSequence };
    this.#isUntold = true;
    this.note(`locked at ${this.#lock.sequence}`);
  }

  async unlock(): Promise<void> {
    const lock = this.#lock;
    if (lock === null) return;
    this.checkLock();
    const content = await this.#command(async (transaction) => {
      await holdDocuments(transaction, [documentId]);
      const read = await readHeld(transaction, documentId, contentOf);
      await openDocuments(transaction, [documentId]);
      return read;
    });
    if (content !== lock.content) this.judge.fail('S5', `locked as ${lock.content}, opened as ${content}`);
    this.#lock = null;
    this.#isUntold = true;
    this.note('opened');
  }

  /** Tells the server that the gate has moved. */
  async tell(): Promise<void> {
    if (!this.#isUntold || this.#server === null) return;
    this.#isUntold = false;
    this.release();
    await whileWaiting(this.#server.sync.documentChanged(documentId), 'the room to look at its gate');
  }

  /** Nothing is behind the lock in its epoch (S5). */
  checkLock(): void {
    const { head } = this.committed;
    if (this.#lock === null || head.lastSequence === this.#lock.sequence) return;
    this.judge.fail('S5', `locked at ${this.#lock.sequence}, and the log goes on to ${head.lastSequence}`);
  }

  mayWrite(person: string): boolean {
    return !this.#rights.has(person);
  }

  async setRight(person: string, right: Right): Promise<void> {
    if (right === (this.#rights.get(person) ?? 'write')) return;
    this.note(`${person} may ${right}`);
    if (right === 'write') {
      this.judge.mayWriteAgain(person);
      this.#rights.delete(person);
    } else this.#rights.set(person, right);
    this.release();
    const recheck = this.#server?.sync.recheck(({ id }) => id === person);
    await whileWaiting(recheck ?? Promise.resolve(), 'rights to be asked for');
  }

  /** While it is open, so that it is open when it is restored. */
  async backUp(): Promise<void> {
    if (this.isLocked) return;
    this.#backup = await this.#command((transaction) => readDocument(transaction, documentId));
    this.note('a backup is made');
  }

  /** Puts the backup in the place of the document, in a new generation (S14). */
  async restore(): Promise<void> {
    const [backup, server] = [this.#backup, this.#server];
    if (backup === null || server === null) return;
    this.note('the backup is restored');
    this.release();
    const restored = server.sync.whileClosed(async () => {
      const now = this.committed.head;
      await this.#command((transaction) => putDocument(transaction, documentId, backup, now));
      this.judge.restored();
      this.#lock = null;
    });
    await whileWaiting(restored, 'the backup');
  }

  /** The server writes something itself, unless it is locked. */
  serverWrites(): void {
    if (this.#server === null) return;
    const clientId = this.newClientId();
    this.judge.owns(clientId, 'server');
    const update = insertion(this.committed.doc, clientId, 'server');
    this.judge.offered(update);
    this.note('the server writes');
    this.#server.sync.applyServerUpdate(documentId, update, null).catch(() => undefined);
  }

  generation(): number {
    return this.committed.head.generation;
  }

  newClientId(): number {
    return 1 + this.#options.random.below(clientIdBound - 1);
  }

  connect(person: string, generation: number | null, user: LinkUser): Link | null {
    if (this.#server === null) return null;
    const query = generation === null ? '' : `?schema=1&generation=${generation}`;
    return this.network.connect(this.#server.sync, person, `/sync/${documentId}${query}`, user);
  }

  async keepRescue(person: string, update: Uint8Array): Promise<void> {
    if (this.#server === null) throw new Error('no server');
    await this.#server.sync.keepRescue(documentId, update, person);
  }

  /** The content as the server says it. */
  async served(): Promise<string | null> {
    return (await this.#server?.sync.contentOf(documentId, contentOf)) ?? null;
  }

  /** The content as a new process would load it. */
  loaded<Content>(read: Parameters<typeof readHeld<Content>>[2]): Promise<Content | null> {
    return this.#command((transaction) => readHeld(transaction, documentId, read));
  }

  /** Nothing of this round is left. */
  async end(): Promise<void> {
    await this.stop();
    await this.#command((transaction) => dropDocument(transaction, documentId));
    await this.#commands.database.deleteFrom('rescue').execute();
  }

  async #command<Result>(work: (transaction: DatabaseTransaction) => Promise<Result>): Promise<Result> {
    const done = this.#commands.database.transaction().execute(work);
    await turns(1);
    this.release();
    return whileWaiting(done, 'a command');
  }

  #newId(): string {
    this.#ids += 1;
    return `rescue-${this.#ids}`;
  }
}
