import type * as Y from 'yjs';
import { openCommittedDoc } from './committedDoc.ts';
import type { ReadyState } from './compaction.ts';
import type { StoredDocument, UpdateLog } from './log.ts';
import type { SyncLogger } from './logger.ts';
import { Room } from './room.ts';
import type { LogTail, RoomContext } from './roomContext.ts';
import { decodeUpdateList } from './updateList.ts';

/** More documents are waiting to be loaded than the server takes on (4529). */
export class TooManyLoadsError extends Error {}

interface RoomsContext extends RoomContext {
  readonly log: UpdateLog;
  readonly logger: SyncLogger;
}

/** The open documents: each loaded once, compacted now and then, and let go after a quiet time. */
export class Rooms {
  readonly #context: RoomsContext;
  readonly #open = new Map<string, Room>();
  readonly #opening = new Map<string, Promise<Room | null>>();
  readonly #compacting = new Set<Room>();
  readonly #unloads = new Map<Room, NodeJS.Timeout>();
  /** Looks whether a room that much was typed in rests. */
  readonly #rests = new Map<Room, NodeJS.Timeout>();
  #compacted: Promise<void> = Promise.resolve();
  readonly #waiting: (() => void)[] = [];
  #loading = 0;
  /** Counts how often everything was dropped: what was being read then is old. */
  #era = 0;

  constructor(context: RoomsContext) {
    this.#context = context;
  }

  get all(): readonly Room[] {
    return [...this.#open.values()];
  }

  /** The room of a document that is open, or is being opened; null when it is neither, or cannot be. Never rejects. */
  async opened(documentId: string): Promise<Room | null> {
    return this.#open.get(documentId) ?? (await this.#opening.get(documentId)?.catch(() => null)) ?? null;
  }

  /**
   * The room of a document, loaded when it is not; null when there is no such document. Rejects when it cannot be
   * loaded (nothing is kept of the attempt), with TooManyLoadsError when too many wait.
   */
  open(documentId: string): Promise<Room | null> {
    const open = this.#open.get(documentId);
    if (open !== undefined) return Promise.resolve(open);
    const opening = this.#opening.get(documentId);
    if (opening !== undefined) return opening;
    const loading = this.#load(documentId).finally(() => {
      if (this.#opening.get(documentId) === loading) this.#opening.delete(documentId);
    });
    this.#opening.set(documentId, loading);
    return loading;
  }

  /** Reads the committed content, in the open room or else from the store; null when there is no such document. */
  async contentOf<Content>(documentId: string, read: (doc: Y.Doc) => Content): Promise<Content | null> {
    const room = this.#open.get(documentId);
    if (room !== undefined) return read(room.doc);
    await this.#loadSlot();
    try {
      const stored = await this.#context.log.load(documentId);
      if (stored === null) return null;
      const { doc } = openCommittedDoc(stored);
      const content = read(doc);
      doc.destroy();
      return content;
    } finally {
      this.#freeSlot();
    }
  }

  /** After someone left: the room goes when nobody comes for a while. */
  left(room: Room): void {
    if (!room.isAbandoned || room.isClosed) return;
    clearTimeout(this.#unloads.get(room));
    const timer = this.#context.schedule(() => {
      this.#unloads.delete(room);
      this.#unload(room).catch((error: unknown) => {
        this.#context.logger.error({ err: error, documentId: room.documentId }, 'room could not be unloaded');
      });
    }, this.#context.limits.quietMs);
    this.#unloads.set(room, timer);
  }

  /** After a flush: a busy room's log is shortened when it pays for the encoding. */
  flushed(room: Room): void {
    if (room.isLogLong) void this.#compact(room);
    else this.#compactWhenResting(room);
  }

  /** Lets a room go that cannot go on. The next join loads it again. */
  drop(room: Room): void {
    for (const timers of [this.#unloads, this.#rests]) {
      clearTimeout(timers.get(room));
      timers.delete(room);
    }
    if (this.#open.get(room.documentId) === room) this.#open.delete(room.documentId);
    room.close();
  }

  /** Lets all go, also those that are being opened: the documents were replaced, or the server ends. */
  dropAll(): void {
    this.#era += 1;
    this.#opening.clear();
    for (const room of this.all) this.drop(room);
  }

  async #load(documentId: string): Promise<Room | null> {
    await this.#loadSlot();
    try {
      const era = this.#era;
      const stored = await this.#context.log.load(documentId);
      if (stored === null) return null;
      const { content, skipped } = openStored(stored);
      if (skipped.length > 0) this.#context.logger.error({ documentId, skipped }, 'rows that Yjs cannot apply');
      const owners = await this.#context.log.owners(documentId);
      if (era !== this.#era) throw new Error('the documents were replaced meanwhile');
      const blobBytes = stored.blob?.length ?? 0;
      const opened = { content, head: stored.head, blobBytes, tail: tailOf(stored, new Set(skipped)), owners };
      const room = new Room(documentId, opened, this.#context);
      this.#open.set(documentId, room);
      this.left(room);
      // Once compacted, they cost the next load nothing; the history keeps them.
      if (skipped.length > 0) void this.#compact(room);
      else this.#compactWhenResting(room);
      return room;
    } finally {
      this.#freeSlot();
    }
  }

  #freeSlot(): void {
    this.#loading -= 1;
    this.#waiting.shift()?.();
  }

  async #loadSlot(): Promise<void> {
    const { concurrentLoads, waitingLoads } = this.#context.limits;
    if (this.#loading >= concurrentLoads) {
      if (this.#waiting.length >= waitingLoads) throw new TooManyLoadsError();
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#loading += 1;
  }

  async #unload(room: Room): Promise<void> {
    if (!room.isAbandoned || room.isClosed) return;
    if (room.tail.rows >= this.#context.limits.unloadRows) await this.#compactInTurn(room);
    if (!room.isAbandoned || room.isClosed) return;
    this.drop(room);
    const { log, limits, now } = this.#context;
    await log.forgetOwners(room.documentId, (clientId) => room.hasWritten(clientId), now() - limits.unusedIdMs);
  }

  /** What the next to open it need not read, once nobody types (docs/sync.md, "The log"). */
  #compactWhenResting(room: Room): void {
    if (room.restingMs === null || this.#rests.has(room) || room.isClosed) return;
    const { restMs } = this.#context.limits;
    const look = (): void => {
      this.#rests.delete(room);
      const restingMs = room.restingMs;
      if (restingMs === null || room.isClosed) return;
      if (restingMs >= restMs) void this.#compactInTurn(room);
      else this.#rests.set(room, this.#context.schedule(look, restMs - restingMs));
    };
    this.#rests.set(room, this.#context.schedule(look, restMs));
  }

  /** One after the other, with commits in between: when a meeting ends, many rest at once and many are let go. */
  #compactInTurn(room: Room): Promise<void> {
    this.#compacted = this.#compacted.then(() => this.#compact(room));
    return this.#compacted;
  }

  /** Never fails: a log that could not be shortened is only longer. */
  async #compact(room: Room): Promise<void> {
    if (this.#compacting.has(room) || room.isClosed || room.tail.rows === 0) return;
    this.#compacting.add(room);
    const covered = room.tail;
    try {
      await this.#context.log.compact(room.documentId, room.compaction(this.#context.now()));
      room.compacted(covered);
      this.#compactWhenResting(room);
    } catch (error) {
      this.#context.logger.warn({ err: error, documentId: room.documentId }, 'log could not be compacted');
    } finally {
      this.#compacting.delete(room);
    }
  }
}

/** A document without a tail is passed on as it is stored, and opened when more is needed. Throws when one with a tail cannot be read. */
function openStored(stored: StoredDocument): { content: Y.Doc | ReadyState; skipped: readonly number[] } {
  if (stored.ready !== null && stored.tail.length === 0) return { content: stored.ready, skipped: [] };
  const { doc, skipped } = openCommittedDoc(stored);
  return { content: doc, skipped };
}

function tailOf({ tail }: StoredDocument, skipped: ReadonlySet<number>): LogTail {
  const read = tail.filter(({ sequence }) => !skipped.has(sequence));
  return {
    rows: tail.length,
    updates: read.reduce((sum, { content }) => sum + decodeUpdateList(content).length, 0),
    bytes: tail.reduce((sum, { content }) => sum + content.length, 0),
  };
}
