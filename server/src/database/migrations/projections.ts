import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What is read from documents: how far each was read, recommendations, and passages that prove checks. */
export function projectionsMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const ofDocument = (table: string) =>
        db.schema
          .createTable(table)
          .addColumn('documentId', 'text', (c) => c.notNull().references('document.id').onDelete('cascade'));
      await ofDocument('projection')
        .addColumn('sequence', 'bigint', (c) => c.notNull())
        .addColumn('generation', 'integer', (c) => c.notNull())
        .addColumn('lockEpoch', 'integer', (c) => c.notNull())
        .addColumn('version', 'integer', (c) => c.notNull())
        .addPrimaryKeyConstraint('projectionKey', ['documentId'])
        .execute();
      await ofDocument('recommendation')
        .addColumn('position', 'integer', (c) => c.notNull())
        .addColumn('cycleId', 'text', (c) => c.notNull())
        .addColumn('item', 'text')
        .addColumn('number', 'integer', (c) => c.notNull())
        .addColumn('text', 'text', (c) => c.notNull())
        .addColumn('marker', 'text')
        .addColumn('depth', 'integer', (c) => c.notNull())
        .addColumn('targetLevel', 'text')
        .addColumn('targetFiscalYear', 'integer')
        .addColumn('units', 'text', (c) => c.notNull())
        .addColumn('responsibleText', 'text')
        .addColumn('origin', 'text')
        .addColumn('status', 'text')
        .addColumn('carriedFrom', 'integer')
        .addPrimaryKeyConstraint('recommendationKey', ['documentId', 'position'])
        .execute();
      await db.schema.createIndex('recommendationByCycle').on('recommendation').column('cycleId').execute();
      await ofDocument('proof')
        .addColumn('position', 'integer', (c) => c.notNull())
        .addColumn('cycleId', 'text', (c) => c.notNull())
        .addColumn('item', 'text')
        .addColumn('level', 'text')
        .addColumn('checkId', 'text', (c) => c.notNull())
        .addColumn('quote', 'text', (c) => c.notNull())
        .addColumn('number', 'integer', (c) => c.notNull())
        .addPrimaryKeyConstraint('proofKey', ['documentId', 'position'])
        .execute();
      await db.schema.createIndex('proofByCycle').on('proof').columns(['cycleId', 'checkId']).execute();
    },
  };
}
