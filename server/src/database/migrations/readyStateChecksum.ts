import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Tells a ready state that is as it was written, so that it may be given away without being opened. Null: written before. */
export function readyStateChecksumMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('documentBlob').addColumn('checksum', 'bigint').execute();
    },
  };
}
