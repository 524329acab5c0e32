import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { isFull } from '../files/diskStore.ts';

/** Folders in which reports are made, one each. */
export interface WorkFolders {
  /** Throws `unavailable` when the disk is full. */
  begin(): Promise<WorkFolder>;
}

export interface WorkFolder {
  readonly path: string;
  /** Removes it with all that is in it. */
  end(): Promise<void>;
}

/** No report takes longer: what is older was left by a process that was killed. */
const leftMs = 60 * 60_000;

interface Place {
  readonly dataDir: string;
  /** Other processes may work in the same folder. */
  readonly isShared: boolean;
}

/**
 * Beside the folder of the file store, so that what is made is moved into it. Removes what a killed process has left there.
 * @param now epoch ms
 */
export function openWorkFolders({ dataDir, isShared }: Place, now: number, newId: () => string): WorkFolders {
  const root = join(dataDir, 'files', 'reports');
  mkdirSync(root, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(root)) {
    const path = join(root, name);
    if (!isShared || statSync(path).mtimeMs < now - leftMs) rmSync(path, { force: true, recursive: true });
  }
  return {
    async begin() {
      const path = join(root, newId());
      try {
        await mkdir(path, { mode: 0o700 });
      } catch (error) {
        throw isFull(error) ? new AppError('unavailable', 'the server has no room for a report') : error;
      }
      return { path, end: () => rm(path, { recursive: true, force: true }) };
    },
  };
}
