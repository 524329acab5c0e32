import { AppError } from '@ruam/shared/errors/errors.ts';
import * as Y from 'yjs';
import type { Database } from '../database/database.ts';
import { MalformedError } from './byteReader.ts';
import { isEmptyUpdate } from './coverage.ts';
import type { SyncLimits } from './limits.ts';
import type { UpdateLog } from './log.ts';
import type { SyncLogger } from './logger.ts';
import { createPassageReader } from './passageReader.ts';
import type { RefusalReason } from './refusal.ts';
import { type KeptRescue, type Rescue, Rescues } from './rescues.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import { beyond } from './updateInspection.ts';

interface RescueKeepingContext {
  readonly database: Database;
  readonly log: UpdateLog;
  readonly rooms: Rooms;
  readonly limits: SyncLimits;
  readonly logger: SyncLogger;
  readonly now: () => number;
  readonly newId: () => string;
}

/** Keeps what cannot be written: of edits that were refused here, and of those that a client sends itself (S5). */
export interface RescueKeeping {
  /** Stores what a room refused, and gives the rescue's id. */
  keepRefused(room: Room, personId: string, update: Uint8Array, reason: RefusalReason): Promise<string>;
  /** As `SyncServer.keepRescue`. */
  keepSent(documentId: string, update: Uint8Array, personId: string): Promise<{ id: string | null; isNew: boolean }>;
  list(documentIds: readonly string[], isWanted?: (id: string) => boolean): Promise<readonly Rescue[]>;
  onKept(listener: (rescue: KeptRescue) => void): () => void;
  whenIdle(): Promise<void>;
  close(): void;
}

export function createRescueKeeping(context: RescueKeepingContext): RescueKeeping {
  const { log, rooms, logger } = context;
  const listeners = new Set<(rescue: KeptRescue) => void>();
  const reader = createPassageReader();
  const rescues = new Rescues({
    ...context,
    reader,
    maxBytes: context.limits.rescueBytes,
    maxPersonBytes: context.limits.personRescueBytes,
    stateOf: (documentId) => rooms.contentOf(documentId, (doc) => Y.encodeStateAsUpdate(doc)),
    onKept: (rescue) => {
      for (const listener of listeners) listener(rescue);
    },
  });
  return {
    async keepRefused({ documentId, doc, head }, personId, update, reason) {
      const { generation, lockEpoch } = head;
      const content = beyond(update, doc);
      try {
        const kept = await rescues.keep({
          documentId,
          personId,
          reason,
          generation,
          lockEpoch,
          content,
          whole: update,
        });
        return kept.id;
      } catch (error) {
        logger.error({ err: error, documentId }, 'a refused edit could not be kept');
        throw error;
      }
    },
    async keepSent(documentId, update, personId) {
      const head = await log.head(documentId);
      const content = head && (await rooms.contentOf(documentId, (doc) => readBeyond(update, doc)));
      if (!head || !content) throw new AppError('notFound', 'no such document');
      if (isEmptyUpdate(content)) return { id: null, isNew: false };
      const { generation, lockEpoch } = head;
      return rescues.keep({ documentId, personId, reason: 'sent', generation, lockEpoch, content, whole: update });
    },
    list: (documentIds, isWanted) => rescues.list(documentIds, isWanted),
    onKept(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    whenIdle: () => rescues.whenIdle(),
    close: () => reader.close(),
  };
}

/** Throws `invalid` for what is no update. */
function readBeyond(update: Uint8Array, doc: Y.Doc): Uint8Array {
  try {
    return beyond(update, doc);
  } catch (error) {
    if (error instanceof MalformedError) throw new AppError('invalid', error.message);
    throw error;
  }
}
