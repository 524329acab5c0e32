import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What an archive brought in and no other table holds. */
export function archiveMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('importedCertificate')
        .addColumn('approvalId', 'text', (c) => c.primaryKey().references('approval.id'))
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('content', 'text', (c) => c.notNull())
        .addColumn('ids', 'text', (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('importedPerson')
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('login', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('importedPersonKey', ['cycleId', 'personId'])
        .execute();
    },
  };
}
