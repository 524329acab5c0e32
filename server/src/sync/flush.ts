import type { ClientBinding } from './clientBindings.ts';
import type { AppendOutcome, AuthoredUpdates, DocumentBatch, LogRow, UpdateLog } from './log.ts';
import type { SyncLogger } from './logger.ts';
import type { Room } from './room.ts';
import { UnappliableError } from './roomPeer.ts';
import type { OfferedUpdate } from './updateQueue.ts';

/** An edit that is in the log; `personId` null is the server itself. */
export interface CommittedEdit {
  readonly documentId: string;
  readonly cycleId: string;
  readonly personId: string | null;
  readonly at: number;
  readonly sequence: number;
}

/**
 * From one flush to the next at least, and between them twice the cost of the cheaper of the last two: one that met a
 * collection says little (docs/sync.md, measurement 12).
 */
const minPeriodMs = 8;
const gapPerCost = 2;
const maxGapMs = 25;
/** So many single commits in a row that fail mean that the store is down, not that one person's row is at fault. */
const maxFailuresInRow = 3;

interface RoomBatch {
  readonly room: Room;
  readonly updates: readonly OfferedUpdate[];
  /** Client ids that no update of the batch brings. */
  readonly asked: readonly ClientBinding[];
  readonly forgotten: readonly number[];
}

interface FlushContext {
  readonly log: UpdateLog;
  readonly logger: SyncLogger;
  readonly now: () => number;
  readonly batchUpdates: number;
  readonly onCommitted: (edit: CommittedEdit) => void;
  /** The room can no longer be trusted to equal the log. */
  readonly onBroken: (room: Room, error: unknown) => void;
  /** The room has new rows in its log. */
  readonly onFlushed: (room: Room) => void;
  /** Nothing of the room is in flight any more. */
  readonly onReleased: (room: Room) => void;
}

/**
 * Group commit over all rooms: gathers what came in, writes it in one transaction, and only then lets the rooms apply,
 * broadcast and acknowledge it (docs/sync.md S3). Leading edge; one commit in flight.
 */
export class Flush {
  readonly #context: FlushContext;
  readonly #rooms = new Set<Room>();
  /** Rooms that may lack rows of another process. */
  readonly #behind = new Set<Room>();
  readonly #idle: (() => void)[] = [];
  #state: 'idle' | 'scheduled' | 'running' = 'idle';
  /** Ends the gap before the next flush; null outside of it. */
  #resting: NodeJS.Timeout | null = null;
  #costMs = 0;
  #nextAt = 0;
  #commits = 0;

  constructor(context: FlushContext) {
    this.#context = context;
  }

  get commits(): number {
    return this.#commits;
  }

  request(room: Room): void {
    this.#rooms.add(room);
    if (this.#state === 'idle') this.#schedule();
    // So much is not worth waiting for more: it would only keep its senders waiting.
    else if (this.#resting !== null && room.queue.length >= this.#context.batchUpdates / 4) {
      clearTimeout(this.#resting);
      this.#begin(0);
    }
  }

  /** Another process has written: reads its rows, in turn with our own commits. */
  catchUp(room: Room): void {
    this.#behind.add(room);
    if (this.#state === 'idle') this.#schedule();
  }

  /** Resolves when nothing waits and nothing is in flight. */
  whenIdle(): Promise<void> {
    if (this.#state === 'idle') return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #schedule(): void {
    this.#state = 'scheduled';
    this.#begin(this.#nextAt - performance.now());
  }

  #begin(afterMs: number): void {
    const run = () => {
      this.#run().catch((error: unknown) => this.#context.logger.error({ err: error }, 'sync flush failed'));
    };
    this.#resting = null;
    if (afterMs <= 0) setImmediate(run);
    else this.#resting = setTimeout(run, afterMs);
  }

  async #run(): Promise<void> {
    this.#state = 'running';
    this.#resting = null;
    const started = performance.now();
    try {
      await this.#commit(this.#gather());
      await this.#readBehind();
    } finally {
      const ended = performance.now();
      const costMs = ended - started;
      const gapMs = Math.min(maxGapMs, gapPerCost * Math.min(costMs, this.#costMs));
      this.#nextAt = Math.max(started + minPeriodMs, ended + gapMs);
      this.#costMs = costMs;
      if (this.#rooms.size + this.#behind.size > 0) this.#schedule();
      else {
        this.#state = 'idle';
        for (const resolve of this.#idle.splice(0)) resolve();
      }
    }
  }

  #gather(): RoomBatch[] {
    const batches: RoomBatch[] = [];
    let space = this.#context.batchUpdates;
    for (const room of [...this.#rooms]) {
      if (space <= 0) break;
      this.#rooms.delete(room);
      if (room.isClosed) continue;
      const updates = room.queue.take(space);
      const asked = room.owners.takeAsked();
      const forgotten = room.owners.takeForgotten();
      if (updates.length === 0 && asked.length === 0) continue;
      space -= updates.length;
      if (room.queue.length > 0) this.#rooms.add(room);
      batches.push({ room, updates, asked, forgotten });
    }
    return batches;
  }

  async #commit(batches: readonly RoomBatch[]): Promise<void> {
    if (batches.length === 0) return;
    const at = this.#context.now();
    const appends = batches.map((batch) => toAppend(batch, at));
    let outcomes: AppendOutcome[];
    try {
      outcomes = await this.#context.log.append(appends);
      this.#commits += 1;
    } catch (error) {
      this.#context.logger.error({ err: error }, 'sync commit failed; trying person by person');
      return this.#commitOneByOne(batches);
    }
    for (const [index, batch] of batches.entries()) {
      const append = appends[index];
      const outcome = outcomes[index];
      if (append && outcome) await this.#finish(batch, append, outcome);
      this.#release(batch.room);
    }
  }

  /** One person's row that cannot be stored closes that person's connections and nobody else's (S11). */
  async #commitOneByOne(batches: readonly RoomBatch[]): Promise<void> {
    let failuresInRow = 0;
    for (const { room, updates, asked } of batches) {
      // They go with the next flush; until then nobody hears of them.
      for (const { clientId, personId } of asked) room.owners.ask(clientId, personId);
      try {
        for (const own of byPerson(updates).values()) {
          // What it builds on may have failed a moment ago.
          if (failuresInRow >= maxFailuresInRow || room.isClosed || !room.queue.standAlone(own)) {
            room.rejected(own, 'failed');
            continue;
          }
          failuresInRow = (await this.#commitAlone({ room, updates: own, asked: [], forgotten: [] }))
            ? 0
            : failuresInRow + 1;
        }
      } catch (error) {
        this.#context.onBroken(room, error);
      }
      this.#release(room);
    }
  }

  async #commitAlone(batch: RoomBatch): Promise<boolean> {
    const { room, updates } = batch;
    const append = toAppend(batch, this.#context.now());
    try {
      const [outcome] = await this.#context.log.append([append]);
      if (outcome) await this.#finish(batch, append, outcome);
      return true;
    } catch (error) {
      this.#context.logger.error({ err: error, documentId: room.documentId }, 'sync commit failed');
      room.rejected(updates, 'failed');
      return false;
    }
  }

  #release(room: Room): void {
    room.queue.release();
    this.#context.onReleased(room);
  }

  async #finish(batch: RoomBatch, append: DocumentBatch, outcome: AppendOutcome): Promise<void> {
    const { room, updates } = batch;
    try {
      if (outcome.kind === 'conflict') {
        room.ownersLearnt(await this.#context.log.owners(room.documentId), updates);
        return;
      }
      room.bound(append.bindings);
      if (outcome.kind === 'bound') return;
      if (outcome.kind === 'refused') return await this.#refused(room, updates);
      const missed = await this.#missedRows(room, outcome.firstSequence);
      room.committed(updates, outcome.lastSequence, append.authored.length, missed);
    } catch (error) {
      // Who sent what Yjs cannot take does not come back by itself to do it again; the others do.
      const culprit = error instanceof UnappliableError ? error.source : null;
      for (const offered of updates) {
        offered.source.rejected(offered, offered.source === culprit ? 'unreadable' : 'failed');
      }
      this.#context.onBroken(room, error);
      return;
    }
    for (const [index, { personId }] of append.authored.entries()) {
      const sequence = outcome.firstSequence + index;
      const { documentId, head } = room;
      this.#context.onCommitted({ documentId, cycleId: head.cycleId, personId, at: append.at, sequence });
    }
    this.#context.onFlushed(room);
  }

  /** Locked, or gone, or in a newer epoch of an open document: then they only have to be addressed anew. */
  async #refused(room: Room, updates: readonly OfferedUpdate[]): Promise<void> {
    const head = await this.#context.log.head(room.documentId);
    room.headChanged(head);
    if (head === null) room.rejected(updates, 'gone');
    else if (head.state === 'locked') room.rejected(updates, 'locked');
    else room.putBack(updates);
  }

  async #readBehind(): Promise<void> {
    for (const room of [...this.#behind]) {
      this.#behind.delete(room);
      if (room.isClosed) continue;
      try {
        const head = await this.#context.log.head(room.documentId);
        if (head === null || head.lastSequence === room.head.lastSequence) continue;
        const missed = await this.#missedRows(room, head.lastSequence + 1);
        room.committed([], head.lastSequence, 0, missed);
        this.#context.onFlushed(room);
      } catch (error) {
        this.#context.onBroken(room, error);
      }
    }
  }

  /** Rows that another writer put before ours: the sequences tell it, and the log has them. */
  async #missedRows(room: Room, firstSequence: number): Promise<LogRow[]> {
    const after = room.head.lastSequence;
    if (firstSequence === after + 1) return [];
    const rows = await this.#context.log.rowsBetween(room.documentId, after, firstSequence);
    if (rows.length !== firstSequence - after - 1) throw new Error('rows of another writer are gone from the log');
    room.owners.learn(await this.#context.log.owners(room.documentId));
    return rows;
  }
}

function toAppend({ room, updates, asked, forgotten }: RoomBatch, at: number): DocumentBatch {
  const authored: AuthoredUpdates[] = [...byPerson(updates)].map(([personId, own]) => ({
    personId,
    updates: own.map(({ update }) => update),
  }));
  const brought = updates.flatMap(({ newClients, source: { ownerId } }) =>
    ownerId === null ? [] : newClients.map((clientId) => ({ clientId, personId: ownerId })),
  );
  const bindings = [...new Map([...asked, ...brought].map((binding) => [binding.clientId, binding])).values()];
  return { documentId: room.documentId, lockEpoch: room.head.lockEpoch, at, bindings, forgotten, authored };
}

function byPerson(updates: readonly OfferedUpdate[]): Map<string | null, OfferedUpdate[]> {
  const people = new Map<string | null, OfferedUpdate[]>();
  for (const offered of updates) {
    const own = people.get(offered.source.personId);
    if (own) own.push(offered);
    else people.set(offered.source.personId, [offered]);
  }
  return people;
}
