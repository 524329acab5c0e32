import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Threads, their comments, mentions and followers. */
export function threadsMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const create = (table: string) => db.schema.createTable(table);
      await create('thread')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('documentId', 'text', (c) => c.notNull())
        .addColumn('anchorStart', 'text')
        .addColumn('anchorEnd', 'text')
        .addColumn('quote', 'text')
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('stateBy', 'text')
        .addColumn('stateAt', 'bigint')
        .addColumn('requestKey', 'text')
        .addUniqueConstraint('threadOnce', ['personId', 'requestKey'])
        .execute();
      await db.schema.createIndex('threadByDocument').on('thread').column('documentId').execute();
      await db.schema.createIndex('threadByCycle').on('thread').column('cycleId').execute();
      await create('comment')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('threadId', 'text', (c) => c.notNull().references('thread.id'))
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('text', 'text', (c) => c.notNull())
        .addColumn('mentions', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('editedAt', 'bigint')
        .addColumn('requestKey', 'text')
        .addUniqueConstraint('commentOnce', ['personId', 'requestKey'])
        .execute();
      await db.schema.createIndex('commentByThread').on('comment').column('threadId').execute();
      await create('threadFollow')
        .addColumn('threadId', 'text', (c) => c.notNull().references('thread.id'))
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('follows', 'integer', (c) => c.notNull())
        .addPrimaryKeyConstraint('threadFollowKey', ['threadId', 'personId'])
        .execute();
    },
  };
}
