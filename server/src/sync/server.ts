import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { WebSocketServer } from 'ws';
import type * as Y from 'yjs';
import type { Database } from '../database/database.ts';
import { Connection } from './connection.ts';
import { type CommittedEdit, Flush } from './flush.ts';
import type { SyncHost, SyncPerson } from './host.ts';
import type { SyncLimits } from './limits.ts';
import { createUpdateLog } from './log.ts';
import type { SyncLogger } from './logger.ts';
import type { Room } from './room.ts';
import { Rooms } from './rooms.ts';
import { writeServerUpdate } from './serverUpdate.ts';

/** What the sync server is made of. */
export interface SyncServerOptions {
  readonly database: Database;
  readonly host: SyncHost;
  /** Pages that may connect; a request without an Origin is no browser and may (docs/sync.md, "The door"). */
  readonly allowedOrigins: ReadonlySet<string>;
  readonly limits: SyncLimits;
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
  metrics(): SyncMetrics;
  /** Takes no more, commits what it has, closes everyone with 4503 (S12). Resolves within the two times of `limits`, and a little. */
  close(): Promise<void>;
}

/** How often connections and gaps are looked at. */
const tickMs = 1_000;

/** Makes the sync server; it does nothing until it is given a connection. */
export function createSyncServer(options: SyncServerOptions): SyncServer {
  const { database, host, allowedOrigins, limits, now, logger } = options;
  const log = createUpdateLog(database);
  const listeners = new Set<(edit: CommittedEdit) => void>();
  const connections = new Set<Connection>();
  const schedule = (callback: () => void, delayMs: number) => setTimeout(callback, delayMs).unref();
  const rooms = new Rooms({ log, logger, limits, now, schedule, requestFlush: (room) => flush.request(room) });
  const flush = new Flush({
    log,
    logger,
    now,
    batchUpdates: limits.batchUpdates,
    onCommitted: (edit) => {
      for (const listener of listeners) listener(edit);
    },
    onBroken: (room: Room) => rooms.drop(room),
    onFlushed: (room: Room) => {
      rooms.flushed(room);
      rooms.left(room);
    },
  });
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
  });
  const ticking = setInterval(() => {
    for (const connection of connections) connection.tick(now());
    for (const room of rooms.all) room.rejectOverdue(now() - limits.parkedMs);
  }, tickMs).unref();
  let closing: Promise<void> | null = null;

  return {
    handleUpgrade(request, socket, head) {
      const { origin } = request.headers;
      const documentId = documentIdOf(request.url);
      if (origin !== undefined && !allowedOrigins.has(origin)) return refuse(socket, '403 Forbidden');
      if (documentId === null) return refuse(socket, '404 Not Found');
      if (closing !== null) return refuse(socket, '503 Service Unavailable');
      sockets.handleUpgrade(request, socket, head, (ws) => {
        const connection = new Connection(documentId, { ws, socket, request }, { host, rooms, limits, now, logger });
        connections.add(connection);
        ws.once('close', () => connections.delete(connection));
        void connection.join();
      });
    },
    applyServerUpdate: (documentId, update, personId) => {
      if (closing !== null) return Promise.reject(new AppError('unavailable', 'the server is closing'));
      return writeServerUpdate(rooms, documentId, update, personId);
    },
    contentOf: (documentId, read) => rooms.contentOf(documentId, read),
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async recheck(isAffected = () => true) {
      await Promise.all([...connections].map((connection) => connection.recheck(isAffected)));
    },
    async documentChanged(documentId) {
      if (rooms.get(documentId) === null) return;
      const changed = await log.head(documentId);
      rooms.get(documentId)?.headChanged(changed);
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

  async function shutDown(): Promise<void> {
    clearInterval(ticking);
    for (const connection of connections) connection.stop();
    await atMost(limits.lastCommitMs, flush.whenIdle());
    for (const connection of connections) connection.close(closeCodes.restarting, 'restarting, come back');
    await atMost(limits.goodbyeMs, allGone());
    for (const connection of connections) connection.terminate();
    connections.clear();
    for (const room of rooms.all) rooms.drop(room);
  }

  async function allGone(): Promise<void> {
    while (connections.size > 0) {
      const [connection] = connections;
      await connection?.gone;
    }
  }
}

/** The document of `/sync/:documentId`, null for any other path. */
function documentIdOf(url: string | undefined): string | null {
  const id = /^\/sync\/([^/?#]+)(?:[?#]|$)/.exec(url ?? '')?.[1];
  if (id === undefined) return null;
  try {
    return decodeURIComponent(id);
  } catch {
    return null;
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
