import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The projectors of meetings, who operates them, quick votes, and the time of agenda entries. */
export function stageMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const create = (table: string) => db.schema.createTable(table);
      const entry = () => db.schema.alterTable('agendaItem');
      await entry().addColumn('minutes', 'integer').execute();
      await entry()
        .addColumn('usedMs', 'bigint', (c) => c.notNull().defaultTo(0))
        .execute();
      await create('meetingStage')
        .addColumn('meetingId', 'text', (c) => c.primaryKey().references('meeting.id'))
        .addColumn('revision', 'bigint', (c) => c.notNull())
        .addColumn('stage', 'text', (c) => c.notNull())
        .addColumn('consoleId', 'text')
        .addColumn('personId', 'text')
        .addColumn('takenAt', 'bigint')
        .execute();
      await create('projector')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('tokenHash', 'text', (c) => c.notNull().unique())
        .addColumn('codeHash', 'text')
        .addColumn('expiresAt', 'bigint', (c) => c.notNull())
        .addColumn('meetingId', 'text')
        .addColumn('pairedAt', 'bigint')
        .addColumn('pairedBy', 'text')
        .addColumn('revokedAt', 'bigint')
        .execute();
      await db.schema.createIndex('projectorByMeeting').on('projector').column('meetingId').execute();
      await create('vote')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('meetingId', 'text', (c) => c.notNull().references('meeting.id'))
        .addColumn('entry', 'text')
        .addColumn('question', 'text', (c) => c.notNull())
        .addColumn('choices', 'text')
        .addColumn('openedAt', 'bigint', (c) => c.notNull())
        .addColumn('closedAt', 'bigint')
        .addColumn('counted', 'text')
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('requestKey', 'text')
        .execute();
      await db.schema.createIndex('voteByMeeting').on('vote').column('meetingId').execute();
      await create('ballot')
        .addColumn('voteId', 'text', (c) => c.notNull().references('vote.id'))
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('choice', 'integer', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('ballotKey', ['voteId', 'personId'])
        .execute();
    },
  };
}
