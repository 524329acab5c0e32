import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Invitations, password resets, second factors, foreign identities. */
export function peopleMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const create = (table: string) => db.schema.createTable(table);
      await db.schema.alterTable('agency').addColumn('signInPolicy', 'text').execute();
      await db.schema.alterTable('person').addColumn('email', 'text').execute();
      await db.schema.createIndex('personByEmail').on('person').column('email').execute();
      await db.schema.alterTable('session').addColumn('lastSeenAt', 'bigint').execute();
      await db.schema.alterTable('session').addColumn('userAgent', 'text').execute();
      await db.schema.alterTable('session').addColumn('address', 'text').execute();
      await create('personToken')
        .addColumn('tokenHash', 'text', (c) => c.primaryKey())
        .addColumn('id', 'text', (c) => c.notNull().unique())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('agencyId', 'text', (c) => c.notNull())
        .addColumn('cycleId', 'text')
        .addColumn('personId', 'text')
        .addColumn('content', 'text', (c) => c.notNull())
        .addColumn('expiresAt', 'bigint', (c) => c.notNull())
        .addColumn('createdBy', 'text')
        .addColumn('createdAt', 'bigint', (c) => c.notNull())
        .addColumn('usedAt', 'bigint')
        .execute();
      await db.schema.createIndex('personTokenByCycle').on('personToken').column('cycleId').execute();
      await create('secondFactor')
        .addColumn('personId', 'text', (c) => c.primaryKey())
        .addColumn('secret', 'text', (c) => c.notNull())
        .addColumn('confirmedAt', 'bigint')
        .addColumn('lastStep', 'bigint')
        .addColumn('recoveryHashes', 'text', (c) => c.notNull())
        .execute();
      await create('foreignIdentity')
        .addColumn('issuer', 'text', (c) => c.notNull())
        .addColumn('subject', 'text', (c) => c.notNull())
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('foreignIdentityKey', ['issuer', 'subject'])
        .execute();
    },
  };
}
