import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { type BlobStore, checkKey } from './blobStore.ts';

/** A folder: `ab/abcd…`. A file appears there whole and on the disk, or not at all. */
export function createDiskStore(directory: string): BlobStore {
  const pathOf = (key: string): string => {
    checkKey(key);
    return join(directory, key.slice(0, 2), key);
  };
  return {
    async put(key, path) {
      const target = pathOf(key);
      if (await isFile(target)) return;
      const folder = dirname(target);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await flush(path);
        await rename(path, target);
        await flush(folder);
      } catch (error) {
        throw isFull(error) ? new AppError('unavailable', 'the server has no room for this file') : error;
      }
    },
    async read(key) {
      try {
        const file = await open(pathOf(key));
        return file.createReadStream();
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    has: (key) => isFile(pathOf(key)),
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}

/** Whether the disk, or the person's share of it, is full. */
export function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
