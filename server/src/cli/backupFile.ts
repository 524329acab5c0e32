import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, openSync, rmSync } from 'node:fs';
import { open, rename, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { checkBackup } from '../backup/readBackup.ts';

/** A backup on its way into a file: under its own name only when it is whole, read back, and on the disk. */
export interface BackupFile {
  /** Takes the file's content and gives it its name; tells what is in it. */
  receive(content: Readable): Promise<{ readonly rows: number; readonly sizeBytes: number }>;
  /** Leaves nothing behind that is not finished. */
  discard(): void;
}

/**
 * Begins the file beside its place, for its owner only, before anything is asked of a server. Throws when it cannot be
 * written there, or something is there and not to be replaced.
 */
export function beginBackupFile(path: string, mayReplace: boolean): BackupFile {
  const target = resolve(path);
  const folder = dirname(target);
  const part = join(folder, `.${basename(target)}.${randomBytes(4).toString('hex')}.part`);
  const refuseExisting = (): void => {
    if (!mayReplace && existsSync(target)) throw new Error(`${path} exists; --force replaces it`);
  };
  refuseExisting();
  const fd = openSync(part, 'wx', 0o600);
  return {
    async receive(content) {
      await pipeline(content, createWriteStream(part, { fd, flush: true }));
      const { rows } = await checkBackup(part);
      const { size: sizeBytes } = await stat(part);
      refuseExisting();
      await rename(part, target);
      await flushFolder(folder);
      return { rows, sizeBytes };
    },
    discard: () => rmSync(part, { force: true }),
  };
}

/** A name is on the disk when its folder is. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
