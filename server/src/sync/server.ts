import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { WebSocketServer } from 'ws';
import type * as Y from 'yjs';
import type { Database } from '../database/database.ts';
import { readSyncAddress } from './address.ts';
import { Connection } from './connection.ts';
import type { ConnectionContext } from './connectionContext.ts';
import { type CommittedEdit, Flush } from './flush.ts';
import type { SyncHost, SyncPerson } from './host.ts';
import { type SyncLimits, tickMs } from './limits.ts';
import { createUpdateLog, type DocumentHead } from './log.ts';
import type { SyncLogger } from './logger.ts';
import { LoopTime } from './loopTime.ts';
import { createRescueKeeping } from './rescueKeeping.ts';
import type { KeptRescue, Rescue } from './rescues.ts';
import type { Room } from './room.ts';
import { Rooms } from './rooms.ts';
import { writeServerUpdate } from './serverUpdate.ts';
import { createUpdateTrial } from './updateTrial.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What the sync server is made of. */
export interface SyncServerOptions {
  readonly database: Database;
  readonly host: SyncHost;
  /** Pages that may connect; a request without an Origin is no browser and may (docs/sync.md, "The door"). */
  readonly allowedOrigins: ReadonlySet<string>;
  /** Other processes write into the same store: what they commit and lock is looked for about once a second. */
  readonly isShared: boolean;
  readonly limits: SyncLimits;
  /** The names that documents may hold (S10); null: any. */
  readonly vocabulary: Vocabulary | null;
  readonly newId: () => string;
  /** Epoch ms. */
  readonly now: () => number;
  readonly logger: SyncLogger;
}

/** Figures for monitoring. */
interface SyncMetrics {
  readonly connections: number;
  readonly rooms: number;
  /** Received, and not in the log yet. */
  readonly uncommittedUpdates: number;
  readonly commits: number;
}

/** Live editing over WebSockets, `/sync/:documentId` (docs/sync.md). */
export interface SyncServer {
  /** Takes an upgrade request for `/sync/…`; always answers it. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * Commits an update made by the server to a document that people may have open; `personId` is whose command it was.
   * Errors: notFound, locked, tooLarge, invalid (not an update, or builds on what is not there), unavailable.
   */
  applyServerUpdate(documentId: string, update: Uint8Array, personId: string | null): Promise<void>;
  /** Reads the committed content (`read` must not change or keep it); null when there is no such document. */
  contentOf<Content>(documentId: string, read: (doc: Y.Doc) => Content): Promise<Content | null>;
  /** Calls `listener` after each commit, once for each document and person in it; returns how to stop that. */
  onCommitted(listener: (edit: CommittedEdit) => void): () => void;
  /**
   * Sessions or rights have changed: asks the host again for the people chosen (all without a choice), holds what they
   * send meanwhile, and closes what is no longer allowed (4401, 4403, 4404). Resolves when all are decided.
   */
  recheck(isAffected?: (person: SyncPerson) => boolean): Promise<void>;
  /** A document was locked, opened or removed: its room looks at its gate again. */
  documentChanged(documentId: string): Promise<void>;
  /** Calls `listener` for each rescue that is new; returns how to stop that. */
  onRescued(listener: (rescue: KeptRescue) => void): () => void;
  /**
   * Keeps an update that its author could not write (S5): 'new', or 'held' when a rescue (`id`) or the document itself
   * (`id` null) has all of it. Errors: notFound, invalid (not an update), tooLarge (more than a person may keep),
   * unavailable.
   */
  keepRescue(
    documentId: string,
    update: Uint8Array,
    personId: string,
  ): Promise<{ readonly id: string | null; readonly isNew: boolean }>;
  /** The newest 500 rescues of documents, of those that are wanted, oldest first, with what they say. */
  rescues(documentIds: readonly string[], isWanted?: (id: string) => boolean): Promise<readonly Rescue[]>;
  /**
   * Closes everyone with 4503 and lets nobody in until `work` has ended, however it ended: the documents are being
   * replaced. Nothing that was taken is lost.
   */
  whileClosed<Result>(work: () => Promise<Result>): Promise<Result>;
  metrics(): SyncMetrics;
  /** Takes no more, commits what it has, closes everyone with 4503 (S12). Resolves within the two times of `limits`, and a little. */
  close(): Promise<void>;
}

/** Makes the sync server; it does nothing until it is given a connection. */
export function createSyncServer(options: SyncServerOptions): SyncServer {
  const { database, host, allowedOrigins, isShared, limits, vocabulary, now, newId, logger } = options;
  const log = createUpdateLog(database, isShared);
  const listeners = new Set<(edit: CommittedEdit) => void>();
  const connections = new Set<Connection>();
  const schedule = (callback: () => void, delayMs: number) => setTimeout(callback, delayMs).unref();
  /** It closes, and opens anew from its log. */
  const onBroken = (room: Room, error: unknown): void => {
    logger.error({ err: error, documentId: room.documentId }, 'room does not follow its log; reopening');
    rooms.drop(room);
  };
  const rooms = new Rooms({
    log,
    logger,
    // A process that shares the store must have heard of rows before another moves them away.
    limits: isShared ? { ...limits, restMs: 5 * limits.restMs } : limits,
    vocabulary,
    now,
    schedule,
    requestFlush: (room) => flush.request(room),
    onBroken,
  });
  const flush = new Flush({
    log,
    logger,
    now,
    batchUpdates: limits.batchUpdates,
    onCommitted: (edit) => {
      for (const listener of listeners) listener(edit);
    },
    onBroken,
    onFlushed: (room: Room) => rooms.flushed(room),
    onReleased: (room: Room) => rooms.left(room),
  });
  const rescues = createRescueKeeping({ database, log, rooms, limits, logger, now, newId });
  const trial = createUpdateTrial();
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
  });
  const rejectOverdue = (room: Room): void => {
    try {
      room.rejectOverdue(now() - limits.parkedMs);
    } catch (error) {
      onBroken(room, error);
    }
  };
  const ticking = setInterval(() => {
    for (const connection of connections) connection.tick(now());
    for (const room of rooms.all) rejectOverdue(room);
    if (isShared && !isFollowing) void follow();
  }, tickMs).unref();
  const shared: ConnectionContext = {
    isShared,
    host,
    rooms,
    limits,
    now,
    logger,
    loopTime: new LoopTime(limits, now),
    trial,
    refusals: { schedule, answerMs: limits.refusalAnswerMs, maxBytes: limits.rescueBytes },
    keep: rescues.keepRefused,
  };
  let isFollowing = false;
  let closing: Promise<void> | null = null;
  /** Works that go on while nobody is let in. */
  let works = 0;

  return {
    handleUpgrade(request, socket, head) {
      const { origin } = request.headers;
      const address = readSyncAddress(request.url);
      if (origin !== undefined && !allowedOrigins.has(origin)) return refuse(socket, '403 Forbidden');
      if (address === null) return refuse(socket, '404 Not Found');
      if (closing !== null) return refuse(socket, '503 Service Unavailable');
      sockets.handleUpgrade(request, socket, head, (ws) => {
        const connection = new Connection(address, { ws, socket, request }, shared);
        connections.add(connection);
        ws.once('close', () => connections.delete(connection));
        if (works > 0) connection.close(closeCodes.restarting, 'restarting, come back');
        else void connection.join();
      });
    },
    applyServerUpdate: (documentId, update, personId) => {
      if (closing !== null || works > 0) return Promise.reject(new AppError('unavailable', 'the server is closing'));
      return writeServerUpdate(rooms, documentId, update, personId);
    },
    contentOf: (documentId, read) => rooms.contentOf(documentId, read),
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onRescued: rescues.onKept,
    keepRescue: rescues.keepSent,
    rescues: rescues.list,
    async whileClosed(work) {
      works += 1;
      try {
        await sayGoodbye();
        return await work();
      } finally {
        works -= 1;
      }
    },
    async recheck(isAffected = () => true) {
      await Promise.all([...connections].map((connection) => connection.recheck(isAffected)));
    },
    async documentChanged(documentId) {
      // One that is being opened may have read the gate before it moved.
      const room = await rooms.opened(documentId);
      if (room !== null) headChanged(room, await log.head(documentId));
    },
    metrics: () => ({
      connections: connections.size,
      rooms: rooms.all.length,
      uncommittedUpdates: rooms.all.reduce((sum, room) => sum + room.queue.uncommitted, 0),
      commits: flush.commits,
    }),
    close() {
      closing ??= shutDown();
      return closing;
    },
  };

  /** What other processes have done to the rooms that are open here. Never rejects. */
  async function follow(): Promise<void> {
    isFollowing = true;
    const open = rooms.all;
    try {
      const heads = await log.heads(open.map(({ documentId }) => documentId));
      for (const room of open) headChanged(room, heads.get(room.documentId) ?? null);
    } catch (error) {
      logger.warn({ err: error }, 'the store could not be asked for the work of others');
    } finally {
      isFollowing = false;
    }
  }

  function headChanged(room: Room, head: DocumentHead | null): void {
    if (room.isClosed) return;
    // Restored from a backup: nothing here is of that document any more.
    if (head !== null && head.generation > room.head.generation) rooms.drop(room);
    else room.headChanged(head);
    if (head !== null && !room.isClosed && head.lastSequence > room.head.lastSequence) flush.catchUp(room);
  }

  async function shutDown(): Promise<void> {
    clearInterval(ticking);
    await sayGoodbye();
    rescues.close();
    trial.close();
  }

  /** Takes nothing more in, commits what it has, and closes everyone with 4503 (S12). */
  async function sayGoodbye(): Promise<void> {
    for (const connection of connections) connection.stop();
    await atMost(limits.lastCommitMs, flush.whenIdle());
    for (const connection of connections) connection.close(closeCodes.restarting, 'restarting, come back');
    await atMost(limits.goodbyeMs, allGone());
    for (const connection of connections) connection.terminate();
    connections.clear();
    await atMost(limits.lastCommitMs, rescues.whenIdle());
    rooms.dropAll();
  }

  async function allGone(): Promise<void> {
    while (connections.size > 0) {
      const [connection] = connections;
      await connection?.gone;
    }
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Resolves with the work, or when the time is up. */
async function atMost(timeoutMs: number, work: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, timeoutMs);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}
