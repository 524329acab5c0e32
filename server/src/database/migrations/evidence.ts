import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Files and the evidence register. */
export function evidenceMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const create = (table: string) => db.schema.createTable(table);
      await create('blob')
        .addColumn('hash', 'text', (c) => c.primaryKey())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .execute();
      await create('file')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('use', 'text', (c) => c.notNull())
        .addColumn('hash', 'text', (c) => c.notNull())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('mediaType', 'text', (c) => c.notNull())
        .addColumn('sizeBytes', 'bigint', (c) => c.notNull())
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('isUsed', 'integer', (c) => c.notNull())
        .addColumn('sweptAt', 'bigint')
        .execute();
      await db.schema.createIndex('fileByHash').on('file').columns(['cycleId', 'hash']).execute();
      await db.schema.createIndex('fileOfHash').on('file').column('hash').execute();
      await db.schema.createIndex('fileByUse').on('file').columns(['isUsed', 'at']).execute();
      await create('evidence')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('title', 'text', (c) => c.notNull())
        .addColumn('fileId', 'text', (c) => c.notNull().references('file.id'))
        .addColumn('effectiveDate', 'text')
        .addColumn('fiscalYearBE', 'integer')
        .addColumn('confidentiality', 'text', (c) => c.notNull())
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('changedAt', 'bigint', (c) => c.notNull())
        .addColumn('removedAt', 'bigint')
        .addColumn('removedBy', 'text')
        .addColumn('requestKey', 'text')
        .addUniqueConstraint('evidenceOnce', ['personId', 'requestKey'])
        .execute();
      await db.schema.createIndex('evidenceByCycle').on('evidence').column('cycleId').execute();
      await create('evidenceVersion')
        .addColumn('evidenceId', 'text', (c) => c.notNull().references('evidence.id'))
        .addColumn('number', 'integer', (c) => c.notNull())
        .addColumn('fileId', 'text', (c) => c.notNull().references('file.id'))
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('evidenceVersionKey', ['evidenceId', 'number'])
        .execute();
      await db.schema.createIndex('evidenceVersionByFile').on('evidenceVersion').column('fileId').execute();
      await create('evidenceCheck')
        .addColumn('evidenceId', 'text', (c) => c.notNull().references('evidence.id'))
        .addColumn('checkId', 'text', (c) => c.notNull())
        .addColumn('itemCode', 'text', (c) => c.notNull())
        .addColumn('cycleId', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('evidenceCheckKey', ['evidenceId', 'checkId'])
        .execute();
      await db.schema.createIndex('evidenceCheckByCycle').on('evidenceCheck').columns(['cycleId', 'checkId']).execute();
      await create('evidenceItem')
        .addColumn('evidenceId', 'text', (c) => c.notNull().references('evidence.id'))
        .addColumn('itemCode', 'text', (c) => c.notNull())
        .addColumn('cycleId', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('evidenceItemKey', ['evidenceId', 'itemCode'])
        .execute();
      await db.schema.createIndex('evidenceItemByCycle').on('evidenceItem').column('cycleId').execute();
      await create('snapshotReference')
        .addColumn('snapshotId', 'text', (c) => c.notNull().references('snapshot.id'))
        .addColumn('cycleId', 'text', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('target', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('snapshotReferenceKey', ['snapshotId', 'kind', 'target'])
        .execute();
      await db.schema.createIndex('snapshotReferenceByTarget').on('snapshotReference').columns(['target']).execute();
      await db.schema.createIndex('snapshotReferenceByCycle').on('snapshotReference').columns(['cycleId']).execute();
      await create('documentReference')
        .addColumn('documentId', 'text', (c) => c.notNull())
        .addColumn('cycleId', 'text', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('target', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('documentReferenceKey', ['documentId', 'kind', 'target'])
        .execute();
      await db.schema.createIndex('documentReferenceByCycle').on('documentReference').columns(['cycleId']).execute();
    },
  };
}
