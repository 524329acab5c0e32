import { type Kysely, sql } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';
import { adviceMigration } from './migrations/advice.ts';
import { archiveMigration } from './migrations/archive.ts';
import { checksMigration } from './migrations/checks.ts';
import { decidingMigration } from './migrations/deciding.ts';
import { evidenceMigration } from './migrations/evidence.ts';
import { importRevisionMigration } from './migrations/importRevision.ts';
import { meetingsMigration } from './migrations/meetings.ts';
import { notificationsMigration } from './migrations/notifications.ts';
import { peopleMigration } from './migrations/people.ts';
import { projectionsMigration } from './migrations/projections.ts';
import { proofMigration } from './migrations/proof.ts';
import { readyStateChecksumMigration } from './migrations/readyStateChecksum.ts';
import { recommendationsMigration } from './migrations/recommendations.ts';
import { reportsMigration } from './migrations/reports.ts';
import { resolutionsMigration } from './migrations/resolutions.ts';
import { searchMigration } from './migrations/search.ts';
import { stageMigration } from './migrations/stage.ts';
import { threadsMigration } from './migrations/threads.ts';

/** Forward migrations, by name, in order. A released one is never changed; a new one is added. */
export function migrationProvider(kind: 'sqlite' | 'postgres'): MigrationProvider {
  const bytes = kind === 'sqlite' ? sql`blob` : sql`bytea`;
  return {
    getMigrations: () =>
      Promise.resolve({
        '0001-foundation': foundation(bytes),
        '0002-gate-and-rescue': gateAndRescue(bytes),
        '0003-deciding': decidingMigration(),
        '0004-proof': proofMigration(),
        '0005-threads': threadsMigration(),
        '0006-advice': adviceMigration(),
        '0007-people': peopleMigration(),
        '0008-notifications': notificationsMigration(),
        '0009-projections': projectionsMigration(),
        '0010-evidence': evidenceMigration(),
        '0011-checks': checksMigration(),
        '0012-search': searchMigration(kind),
        '0013-meetings': meetingsMigration(),
        '0014-recommendations': recommendationsMigration(),
        '0015-stage': stageMigration(),
        '0016-resolutions': resolutionsMigration(),
        '0017-reports': reportsMigration(),
        '0018-archive': archiveMigration(),
        '0019-import-revision': importRevisionMigration(),
        '0020-ready-state-checksum': readyStateChecksumMigration(),
      }),
  };
}

function foundation(bytes: ReturnType<typeof sql>): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const create = (table: string) => db.schema.createTable(table);
      await create('agency')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('createdAt', 'bigint', (c) => c.notNull())
        .execute();
      await create('person')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('agencyId', 'text', (c) => c.notNull().references('agency.id'))
        .addColumn('login', 'text', (c) => c.notNull().unique())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('passwordHash', 'text', (c) => c.notNull())
        .addColumn('active', 'integer', (c) => c.notNull())
        .addColumn('sample', 'integer', (c) => c.notNull())
        .addColumn('createdAt', 'bigint', (c) => c.notNull())
        .execute();
      await create('session')
        .addColumn('idHash', 'text', (c) => c.primaryKey())
        .addColumn('publicId', 'text', (c) => c.notNull().unique())
        .addColumn('personId', 'text', (c) => c.notNull().references('person.id'))
        .addColumn('expiresAt', 'bigint', (c) => c.notNull())
        .addColumn('createdAt', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('sessionByPerson').on('session').column('personId').execute();
      await create('framework')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('content', 'text', (c) => c.notNull())
        .addColumn('createdAt', 'bigint', (c) => c.notNull())
        .execute();
      await create('cycle')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('agencyId', 'text', (c) => c.notNull().references('agency.id'))
        .addColumn('frameworkId', 'text', (c) => c.notNull().references('framework.id'))
        .addColumn('title', 'text', (c) => c.notNull())
        .addColumn('agencyAsRead', 'text')
        .addColumn('fiscalYearBE', 'integer', (c) => c.notNull())
        .addColumn('round', 'integer', (c) => c.notNull())
        .addColumn('status', 'text', (c) => c.notNull())
        .addColumn('reportedResults', 'text')
        .addColumn('createdAt', 'bigint', (c) => c.notNull())
        .execute();
      await create('seat')
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('personId', 'text', (c) => c.notNull().references('person.id'))
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('role', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('seatKey', ['cycleId', 'personId', 'body', 'role'])
        .execute();
      await db.schema.createIndex('seatByPerson').on('seat').column('personId').execute();
      await create('unit')
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('writtenAs', 'text', (c) => c.notNull())
        .addColumn('position', 'integer', (c) => c.notNull())
        .addPrimaryKeyConstraint('unitKey', ['cycleId', 'name'])
        .execute();
      await create('item')
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('code', 'text', (c) => c.notNull())
        .addColumn('category', 'text', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('position', 'integer', (c) => c.notNull())
        .addColumn('status', 'text', (c) => c.notNull())
        .addColumn('claimed', 'text')
        .addColumn('advised', 'text')
        .addColumn('approved', 'text')
        .addPrimaryKeyConstraint('itemKey', ['cycleId', 'code'])
        .execute();
      await create('claim')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('itemCode', 'text', (c) => c.notNull())
        .addColumn('level', 'text')
        .addColumn('statement', 'text')
        .addColumn('unprovenChecks', 'text', (c) => c.notNull())
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .execute();
      await create('meeting')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('number', 'text', (c) => c.notNull())
        .addColumn('date', 'text')
        .addColumn('status', 'text', (c) => c.notNull())
        .addColumn('createdAt', 'bigint', (c) => c.notNull())
        .execute();
      await create('agendaItem')
        .addColumn('meetingId', 'text', (c) => c.notNull().references('meeting.id'))
        .addColumn('position', 'integer', (c) => c.notNull())
        .addColumn('itemCode', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('agendaItemKey', ['meetingId', 'position'])
        .execute();
      await create('document')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull())
        .addColumn('item', 'text')
        .addColumn('meetingId', 'text')
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('level', 'text')
        .addColumn('authorId', 'text')
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('lockEpoch', 'integer', (c) => c.notNull())
        .addColumn('generation', 'integer', (c) => c.notNull())
        .addColumn('lastSequence', 'bigint', (c) => c.notNull())
        .addColumn('blob', bytes)
        .addColumn('blobSequence', 'bigint', (c) => c.notNull())
        .addColumn('stateVector', bytes)
        .addColumn('sizeBytes', 'bigint', (c) => c.notNull().defaultTo(0))
        .addColumn('submittedAt', 'bigint')
        .addColumn('createdAt', 'bigint', (c) => c.notNull())
        .addColumn('updatedAt', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('documentByCycle').on('document').columns(['cycleId', 'item']).execute();
      await create('documentUpdate')
        .addColumn('documentId', 'text', (c) => c.notNull())
        .addColumn('sequence', 'bigint', (c) => c.notNull())
        .addColumn('personId', 'text')
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('content', bytes, (c) => c.notNull())
        .addPrimaryKeyConstraint('documentUpdateKey', ['documentId', 'sequence'])
        .execute();
      await create('historySegment')
        .addColumn('documentId', 'text', (c) => c.notNull())
        .addColumn('fromSequence', 'bigint', (c) => c.notNull())
        .addColumn('toSequence', 'bigint', (c) => c.notNull())
        .addColumn('content', bytes, (c) => c.notNull())
        .addColumn('createdAt', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('historySegmentKey', ['documentId', 'fromSequence'])
        .execute();
      await create('importDraft')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('agencyId', 'text', (c) => c.notNull().references('agency.id'))
        .addColumn('personId', 'text')
        .addColumn('format', 'text', (c) => c.notNull())
        .addColumn('fileName', 'text', (c) => c.notNull())
        .addColumn('report', 'text', (c) => c.notNull())
        .addColumn('notUnderstood', 'text', (c) => c.notNull())
        .addColumn('createdAt', 'bigint', (c) => c.notNull())
        .addColumn('committedCycleId', 'text')
        .execute();
      await create('auditChain')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('seq', 'bigint', (c) => c.notNull())
        .addColumn('hash', 'text')
        .execute();
      await create('audit')
        .addColumn('chain', 'text', (c) => c.notNull())
        .addColumn('seq', 'bigint', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('personId', 'text')
        .addColumn('type', 'text', (c) => c.notNull())
        .addColumn('subject', 'text', (c) => c.notNull())
        .addColumn('previousHash', 'text')
        .addColumn('hash', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('auditKey', ['chain', 'seq'])
        .execute();
      await create('setting')
        .addColumn('key', 'text', (c) => c.primaryKey())
        .addColumn('value', 'text', (c) => c.notNull())
        .execute();
    },
  };
}

/** Ready states beside their documents, who owns which client id, rescues, and what an approval writes. */
function gateAndRescue(bytes: ReturnType<typeof sql>): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const create = (table: string) => db.schema.createTable(table);
      await create('documentBlob')
        .addColumn('documentId', 'text', (c) => c.primaryKey())
        .addColumn('blob', bytes, (c) => c.notNull())
        .addColumn('stateVector', bytes, (c) => c.notNull())
        .execute();
      await sql`insert into "documentBlob" ("documentId", blob, "stateVector")
        select id, blob, "stateVector" from document where blob is not null and "stateVector" is not null`.execute(db);
      await db.schema.alterTable('document').dropColumn('blob').execute();
      await db.schema.alterTable('document').dropColumn('stateVector').execute();
      await create('clientOwner')
        .addColumn('documentId', 'text', (c) => c.notNull())
        .addColumn('clientId', 'bigint', (c) => c.notNull())
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('clientOwnerKey', ['documentId', 'clientId'])
        .execute();
      await create('rescue')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('documentId', 'text', (c) => c.notNull())
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('reason', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('generation', 'integer', (c) => c.notNull())
        .addColumn('lockEpoch', 'integer', (c) => c.notNull())
        .addColumn('content', bytes, (c) => c.notNull())
        .addColumn('passages', 'text')
        .execute();
      await db.schema.createIndex('rescueByDocument').on('rescue').columns(['documentId', 'personId']).execute();
      await create('snapshot')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('itemCode', 'text')
        .addColumn('personId', 'text')
        .addColumn('contentHash', 'text', (c) => c.notNull())
        .addColumn('hashed', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .execute();
      await create('approval')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('itemCode', 'text', (c) => c.notNull())
        .addColumn('level', 'text')
        .addColumn('resolution', 'text', (c) => c.notNull())
        .addColumn('meetingId', 'text', (c) => c.notNull().references('meeting.id'))
        .addColumn('snapshotId', 'text', (c) => c.notNull().references('snapshot.id'))
        .addColumn('contentHash', 'text', (c) => c.notNull())
        .addColumn('lockEpoch', 'integer', (c) => c.notNull())
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('reopeningId', 'text')
        .execute();
      await db.schema.createIndex('approvalByItem').on('approval').columns(['cycleId', 'itemCode']).execute();
      await create('reopening')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('cycleId', 'text', (c) => c.notNull().references('cycle.id'))
        .addColumn('itemCode', 'text', (c) => c.notNull())
        .addColumn('reason', 'text', (c) => c.notNull())
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .execute();
    },
  };
}
