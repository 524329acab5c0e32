import { createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ReadableStream } from 'node:stream/web';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Database, DatabaseLocation } from '../database/database.ts';
import type { BlobLocation } from '../files/blobStore.ts';
import { spoolIn } from '../files/files.ts';
import { type BackupThread, startBackupThread } from './backupThread.ts';
import type { BackupTask } from './backupWorker.ts';
import type { ChainHead } from './replaced.ts';
import type { Restored } from './restoreBackup.ts';

export interface BackupDependencies {
  readonly database: Database;
  readonly location: DatabaseLocation;
  /** Where uploaded files are. */
  readonly files: BlobLocation;
  readonly dataDir: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** Runs `work` while nobody has a document open. */
  readonly whileClosed: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** The data was replaced, and with it these audit chains. */
  readonly replaced: (heads: readonly ChainHead[]) => Promise<void>;
}

/** Backups of everything but sign-ins (docs/operations.md). One backup or restore at a time; else `unavailable`. */
export interface Backups {
  /** The file, as it is made; a reader who stops reading for a minute loses it. */
  write(): Promise<ReadableStream<Uint8Array>>;
  /** Puts a backup in the place of all data. Throws `invalid`, then nothing was changed. */
  restore(file: Readable): Promise<Restored>;
  /** Ends what is going on. */
  close(): void;
}

/** How long a backup, which keeps its moment in the database, waits for its reader. */
const stallMs = 60_000;

export function createBackups(dependencies: BackupDependencies): Backups {
  const { database, location, now, whileClosed, replaced } = dependencies;
  const files = { store: dependencies.files, spool: spoolIn(dependencies.dataDir) };
  const spool = join(dependencies.dataDir, 'restore.part');
  // Left behind by a process that was killed.
  rmSync(spool, { force: true });
  let isBusy = false;
  let isClosed = false;
  let thread: BackupThread | null = null;

  /** Takes the one place; gives how to leave it. */
  function begin(): () => Promise<void> {
    if (isBusy) throw new AppError('unavailable', 'a backup or a restore is going on; try again');
    isBusy = true;
    let hasEnded = false;
    return async () => {
      if (hasEnded) return;
      hasEnded = true;
      await thread?.end();
      thread = null;
      isBusy = false;
    };
  }

  /** The last word of a thread. */
  async function inThread(task: BackupTask) {
    if (isClosed) throw new AppError('unavailable', 'the server is closing');
    const started = startBackupThread(task);
    thread = started;
    try {
      return await started.next();
    } finally {
      await started.end();
    }
  }

  async function restoreSpooled(file: Readable): Promise<Restored> {
    await pipeline(file, createWriteStream(spool, { mode: 0o600 }));
    await inThread({ kind: 'check', location, path: spool });
    const answer = await whileClosed(() =>
      // The thread has its own connection. Holding ours makes every command wait: none is half before, half after.
      database.connection().execute(() => inThread({ kind: 'restore', location, files, path: spool, at: now() })),
    );
    if (answer.kind !== 'restored') throw new Error(`a restore ended with ${answer.kind}`);
    await replaced(answer.restored.heads);
    return answer.restored;
  }

  return {
    async write() {
      const end = begin();
      try {
        const started = startBackupThread({ kind: 'write', location, files, at: now() });
        thread = started;
        return await streamOf(started, end);
      } catch (error) {
        await end();
        throw error;
      }
    },
    async restore(file) {
      const end = begin();
      try {
        return await restoreSpooled(file);
      } finally {
        rmSync(spool, { force: true });
        await end();
      }
    },
    close() {
      isClosed = true;
      thread?.end().catch(() => undefined);
    },
  };
}

/** The bytes of a thread that writes, from the first on; `ended` is called however it ends. */
async function streamOf(thread: BackupThread, ended: () => Promise<void>): Promise<ReadableStream<Uint8Array>> {
  let next = await thread.next();
  let stalled: NodeJS.Timeout | undefined;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      clearTimeout(stalled);
      try {
        if (next.kind !== 'bytes') {
          controller.close();
          return await ended();
        }
        controller.enqueue(next.bytes);
        next = await thread.next();
        stalled = setTimeout(() => {
          controller.error(new Error('the backup was not read'));
          ended().catch(() => undefined);
        }, stallMs).unref();
      } catch (error) {
        controller.error(error);
        await ended();
      }
    },
    async cancel() {
      clearTimeout(stalled);
      await ended();
    },
  });
}
