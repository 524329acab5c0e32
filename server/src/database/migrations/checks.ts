import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Ticks of checks; other names and the members of units. */
export function checksMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('checkTick')
        .addColumn('cycleId', 'text', (c) => c.notNull())
        .addColumn('checkId', 'text', (c) => c.notNull())
        .addColumn('item', 'text', (c) => c.notNull())
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('note', 'text')
        .addPrimaryKeyConstraint('checkTickKey', ['cycleId', 'checkId'])
        .execute();
      const list = sql`'[]'`;
      await db.schema
        .alterTable('unit')
        .addColumn('aliases', 'text', (c) => c.notNull().defaultTo(list))
        .execute();
      await db.schema
        .alterTable('unit')
        .addColumn('members', 'text', (c) => c.notNull().defaultTo(list))
        .execute();
    },
  };
}
