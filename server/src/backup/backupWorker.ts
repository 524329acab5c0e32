import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type ErrorCode } from '@ruam/shared/errors/errors.ts';
import { connectDatabase, type Database, type DatabaseLocation } from '../database/database.ts';
import type { FilesPlace } from './fileContents.ts';
import { checkFit, type Restored, restoreBackup } from './restoreBackup.ts';
import { writeBackup } from './writeBackup.ts';

/** What a thread is asked to do, `at` in epoch ms. */
export type BackupTask =
  | {
      readonly kind: 'write';
      readonly location: DatabaseLocation;
      readonly files: FilesPlace;
      readonly at: number;
    }
  | { readonly kind: 'check'; readonly location: DatabaseLocation; readonly path: string }
  | {
      readonly kind: 'restore';
      readonly location: DatabaseLocation;
      readonly files: FilesPlace;
      readonly path: string;
      readonly at: number;
    };

/** `bytes` follows each time that the thread was asked for more; the others are the last word. */
export type BackupAnswer =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'written' }
  | { readonly kind: 'checked' }
  | { readonly kind: 'restored'; readonly restored: Restored }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };

if (parentPort !== null) {
  const port = parentPort;
  const asked = on(port, 'message');
  port.postMessage(
    await answer(workerData as BackupTask, async (bytes) => {
      await asked.next();
      port.postMessage({ kind: 'bytes', bytes } satisfies BackupAnswer);
    }),
  );
  port.close();
}

async function answer(task: BackupTask, send: (bytes: Uint8Array) => Promise<void>): Promise<BackupAnswer> {
  try {
    return await perform(task, send);
  } catch (error) {
    if (error instanceof AppError) return { kind: 'refused', code: error.code, message: error.message };
    return { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : 'unknown' };
  }
}

async function perform(task: BackupTask, send: (bytes: Uint8Array) => Promise<void>): Promise<BackupAnswer> {
  const { location } = task;
  switch (task.kind) {
    case 'write':
      await writeBackup(location, task.files, task.at, send);
      return { kind: 'written' };
    case 'check':
      await withDatabase(location, (database) => checkFit(database, location.kind, task.path));
      return { kind: 'checked' };
    case 'restore': {
      const { path, files, at } = task;
      const restored = await withDatabase(location, (database) =>
        restoreBackup(database, location.kind, files, path, at),
      );
      return { kind: 'restored', restored };
    }
  }
}

async function withDatabase<Result>(
  location: DatabaseLocation,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = connectDatabase(location);
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}
