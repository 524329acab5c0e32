import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import type { BlobStore } from './blobStore.ts';
import type { Pictures } from './pictures.ts';
import type { Spool } from './spool.ts';

/** What uploading, reading and sweeping files work with. */
export interface FileDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  /** Epoch ms. */
  readonly now: () => number;
  readonly store: BlobStore;
  readonly spool: Spool;
  readonly pictures: Pictures;
  /** Of one file. */
  readonly maxBytes: number;
}
