import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Resolutions of meetings, and how far their minutes are. */
export function resolutionsMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const create = (table: string) => db.schema.createTable(table);
      await create('resolution')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('meetingId', 'text', (c) => c.notNull().references('meeting.id'))
        .addColumn('number', 'integer', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('entry', 'text')
        .addColumn('itemCode', 'text')
        .addColumn('level', 'text')
        .addColumn('text', 'text', (c) => c.notNull())
        .addColumn('approvalId', 'text')
        .addColumn('decisionId', 'text')
        .addColumn('voteId', 'text')
        .addColumn('observations', 'text', (c) => c.notNull().defaultTo('[]'))
        .addColumn('snapshotId', 'text')
        .addColumn('score', 'text')
        .addColumn('corrects', 'text')
        .addColumn('confirms', 'text')
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('requestKey', 'text')
        .execute();
      await db.schema
        .createIndex('resolutionNumber')
        .unique()
        .on('resolution')
        .columns(['meetingId', 'number'])
        .execute();
      await create('minutesState')
        .addColumn('meetingId', 'text', (c) => c.primaryKey().references('meeting.id'))
        .addColumn('circulatedAt', 'bigint')
        .addColumn('confirmedAt', 'bigint')
        .addColumn('confirmedIn', 'text')
        .addColumn('snapshotId', 'text')
        .execute();
    },
  };
}
