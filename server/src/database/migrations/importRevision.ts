import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How often a draft of an import was set right: two people who do so at once are told apart. */
export function importRevisionMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('importDraft')
        .addColumn('revision', 'integer', (c) => c.notNull().defaultTo(0))
        .execute();
    },
  };
}
