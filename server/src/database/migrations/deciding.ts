import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a claim and a decision write beyond an approval. */
export function decidingMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const create = (table: string) => db.schema.createTable(table);
      await db.schema.alterTable('claim').addColumn('snapshotId', 'text').execute();
      await db.schema
        .alterTable('snapshot')
        .addColumn('kind', 'text', (c) => c.notNull().defaultTo('approval'))
        .execute();
      await db.schema.alterTable('snapshot').addColumn('name', 'text').execute();
      await db.schema.alterTable('snapshot').addColumn('score', 'text').execute();
      await db.schema.alterTable('approval').addColumn('conditions', 'text').execute();
      await db.schema.alterTable('approval').addColumn('conditionsDeadline', 'text').execute();
      await db.schema.alterTable('approval').addColumn('conditionsMetAt', 'bigint').execute();
      await db.schema.alterTable('approval').addColumn('conditionsMetBy', 'text').execute();
      await db.schema.alterTable('approval').addColumn('certificateId', 'text').execute();
      await create('decision')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('itemCode', 'text', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('resolution', 'text', (c) => c.notNull())
        .addColumn('reason', 'text')
        .addColumn('until', 'text')
        .addColumn('meetingId', 'text', (c) => c.notNull().references('meeting.id'))
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('decisionByItem').on('decision').columns(['cycleId', 'itemCode']).execute();
    },
  };
}
