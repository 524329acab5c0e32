import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process holds the data directory. */
export class DataDirectoryInUse extends Error {
  constructor(dataDir: string) {
    super(`another Ruam server is using ${dataDir}`);
  }
}

/** Held until `release`, or until the process ends in whatever way: it is the operating system's lock. */
export interface DataDirectoryLock {
  release(): void;
}

/**
 * Takes the data directory for this process: an exclusive transaction on a small database that stays open. No PID
 * file, so nothing stale can stand in the way after a kill -9. Throws DataDirectoryInUse.
 */
export function lockDataDirectory(dataDir: string): DataDirectoryLock {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const connection = new DatabaseSync(join(dataDir, 'ruam.lock'));
  try {
    connection.exec('pragma journal_mode = delete; begin exclusive');
  } catch (error) {
    connection.close();
    if (isBusy(error)) throw new DataDirectoryInUse(dataDir);
    throw error;
  }
  return { release: () => connection.close() };
}

/** SQLITE_BUSY (5) or SQLITE_LOCKED (6), with any extended code. */
function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    [5, 6].includes(error.errcode & 0xff)
  );
}
