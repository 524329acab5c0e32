import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Certificates, and signed heads of the audit chains. */
export function proofMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const create = (table: string) => db.schema.createTable(table);
      await create('certificate')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('itemCode', 'text', (c) => c.notNull())
        .addColumn('approvalId', 'text', (c) => c.notNull().unique())
        .addColumn('snapshotId', 'text', (c) => c.notNull())
        .addColumn('number', 'text', (c) => c.notNull())
        .addColumn('position', 'bigint', (c) => c.notNull().unique())
        .addColumn('content', 'text', (c) => c.notNull())
        .addColumn('hash', 'text', (c) => c.notNull())
        .addColumn('previousHash', 'text')
        .addColumn('keyId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('certificateByCycle').on('certificate').column('cycleId').execute();
      await create('certificateHead')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('position', 'bigint', (c) => c.notNull())
        .addColumn('hash', 'text')
        .execute();
      await create('signedHead')
        .addColumn('chain', 'text', (c) => c.notNull())
        .addColumn('seq', 'bigint', (c) => c.notNull())
        .addColumn('hash', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('keyId', 'text', (c) => c.notNull())
        .addColumn('signature', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('signedHeadKey', ['chain', 'seq'])
        .execute();
    },
  };
}
