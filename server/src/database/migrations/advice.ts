import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Advice notes with their answers, private levels, and the sessions of advisors. */
export function adviceMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const create = (table: string) => db.schema.createTable(table);
      await create('advice')
        .addColumn('documentId', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('itemCode', 'text', (c) => c.notNull())
        .addColumn('type', 'text')
        .addColumn('severity', 'text')
        .addColumn('visitDate', 'text')
        .addColumn('passageDocumentId', 'text')
        .addColumn('passageQuote', 'text')
        .addColumn('previousId', 'text')
        .addColumn('answer', 'text')
        .addColumn('answerReason', 'text')
        .addColumn('answeredBy', 'text')
        .addColumn('answeredAt', 'bigint')
        .execute();
      await db.schema.createIndex('adviceByItem').on('advice').columns(['cycleId', 'itemCode']).execute();
      await db.schema.createIndex('adviceByPrevious').on('advice').column('previousId').execute();
      await create('advisedLevel')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('itemCode', 'text', (c) => c.notNull())
        .addColumn('level', 'text')
        .addColumn('statement', 'text')
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('advisedLevelByItem').on('advisedLevel').columns(['cycleId', 'itemCode']).execute();
      await create('privateLevel')
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('itemCode', 'text', (c) => c.notNull())
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('level', 'text')
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('privateLevelKey', ['cycleId', 'itemCode', 'personId'])
        .execute();
      await create('consensus')
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('itemCode', 'text', (c) => c.notNull())
        .addColumn('revealedAt', 'bigint', (c) => c.notNull())
        .addColumn('revealedBy', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('consensusKey', ['cycleId', 'itemCode'])
        .execute();
      await create('advisorSession')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('date', 'text', (c) => c.notNull())
        .addColumn('title', 'text', (c) => c.notNull())
        .addColumn('beforeSnapshotId', 'text')
        .addColumn('afterSnapshotId', 'text')
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('advisorSessionByCycle').on('advisorSession').column('cycleId').execute();
    },
  };
}
