import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Reports that were asked for, and what is kept of an import beside its report. */
export function reportsMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('reportJob')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('format', 'text', (c) => c.notNull())
        .addColumn('options', 'text', (c) => c.notNull())
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('step', 'text')
        .addColumn('progress', 'integer', (c) => c.notNull())
        .addColumn('error', 'text')
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('finishedAt', 'bigint')
        .addColumn('heardAt', 'bigint')
        .addColumn('maker', 'text')
        .addColumn('attempts', 'integer', (c) => c.notNull())
        .addColumn('snapshotId', 'text')
        .addColumn('fileName', 'text')
        .addColumn('fileHash', 'text')
        .addColumn('mediaType', 'text')
        .addColumn('sizeBytes', 'bigint')
        .addColumn('requestKey', 'text')
        .execute();
      await db.schema.createIndex('reportJobByCycle').on('reportJob').columns(['cycleId', 'at']).execute();
      await db.schema
        .createTable('importPicture')
        .addColumn('draftId', 'text', (c) => c.notNull())
        .addColumn('hash', 'text', (c) => c.notNull())
        .addColumn('mediaType', 'text', (c) => c.notNull())
        .addColumn('sizeBytes', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('importPictureKey', ['draftId', 'hash'])
        .execute();
      await db.schema.alterTable('importDraft').addColumn('source', 'text').execute();
      await db.schema.alterTable('importDraft').addColumn('fixes', 'text').execute();
      await db.schema.alterTable('importDraft').addColumn('texts', 'text').execute();
      await db.schema.alterTable('importDraft').addColumn('archive', 'text').execute();
      await db.schema.alterTable('importDraft').addColumn('basis', 'text').execute();
      await db.schema.alterTable('importDraft').addColumn('placed', 'text').execute();
    },
  };
}
