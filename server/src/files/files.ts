import { join } from 'node:path';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { sweepDrafts } from '../import/sweepDrafts.ts';
import { type BlobLocation, openBlobStore } from './blobStore.ts';
import type { FileDependencies } from './dependencies.ts';
import { createPictures } from './pictures.ts';
import { openSpool } from './spool.ts';
import { sweepFiles } from './sweep.ts';

interface Options {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  /** Epoch ms. */
  readonly now: () => number;
  readonly location: BlobLocation;
  readonly dataDir: string;
  readonly maxBytes: number;
  /** Unused files could not be given up; it is tried again. */
  readonly failed: (error: unknown) => void;
}

export interface Files {
  readonly dependencies: FileDependencies;
  /** Ends the sweeping. */
  close(): Promise<void>;
}

const sweepEveryMs = 60 * 60_000;

/** Opens the file store, and gives up what nobody uses, drafts of imports before their pictures: now, and every hour. */
export function openFiles({ location, dataDir, failed, ...options }: Options): Files {
  const store = openBlobStore(location);
  const spool = openSpool(spoolIn(dataDir), options.now(), options.newId);
  const dependencies = { ...options, store, spool, pictures: createPictures(store, spool, options.now) };
  let sweeping = Promise.resolve();
  const sweep = (): void => {
    sweeping = sweeping
      .then(() => sweepDrafts(dependencies))
      .then(() => sweepFiles(dependencies))
      .catch(failed);
  };
  const timer = setInterval(sweep, sweepEveryMs).unref();
  sweep();
  return {
    dependencies,
    async close() {
      clearInterval(timer);
      await sweeping;
    },
  };
}

/** Where files arrive: beside the folder of the store, so that they are moved into it. */
export function spoolIn(dataDir: string): string {
  return join(dataDir, 'files', 'incoming');
}
