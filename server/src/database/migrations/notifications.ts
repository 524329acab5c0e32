import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a person is told, and how; refused edits that somebody has put away. */
export function notificationsMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const create = (table: string) => db.schema.createTable(table);
      await create('notification')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('cycleId', 'text', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('subject', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('inApp', 'integer', (c) => c.notNull())
        .addColumn('readAt', 'bigint')
        .addColumn('mailState', 'text', (c) => c.notNull())
        .addColumn('mailAfter', 'bigint')
        .addColumn('mailAttempts', 'integer', (c) => c.notNull())
        .addColumn('mailedAt', 'bigint')
        .execute();
      await db.schema.createIndex('notificationByPerson').on('notification').columns(['personId', 'at']).execute();
      await db.schema
        .createIndex('notificationByReading')
        .on('notification')
        .columns(['personId', 'readAt', 'at'])
        .execute();
      await db.schema
        .createIndex('notificationByMail')
        .on('notification')
        .columns(['mailState', 'mailAfter'])
        .execute();
      await create('notificationSetting')
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('inApp', 'integer', (c) => c.notNull())
        .addColumn('mail', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('notificationSettingKey', ['personId', 'kind'])
        .execute();
      await create('notificationCursor')
        .addColumn('chain', 'text', (c) => c.primaryKey())
        .addColumn('seq', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.alterTable('rescue').addColumn('discardedAt', 'bigint').execute();
      await db.schema.alterTable('rescue').addColumn('discardedBy', 'text').execute();
    },
  };
}
