import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Meetings that are prepared and held: what is said of them, agendas with more than items, papers, presence, hands, notes. */
export function meetingsMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const create = (table: string) => db.schema.createTable(table);
      const meeting = () => db.schema.alterTable('meeting');
      await meeting()
        .addColumn('type', 'text', (c) => c.notNull().defaultTo('ordinary'))
        .execute();
      await meeting().addColumn('time', 'text').execute();
      await meeting()
        .addColumn('place', 'text', (c) => c.notNull().defaultTo(''))
        .execute();
      await meeting().addColumn('quorum', 'text').execute();
      for (const moment of ['publishedAt', 'begunAt', 'endedAt']) await meeting().addColumn(moment, 'bigint').execute();
      await meeting()
        .addColumn('lastEntry', 'integer', (c) => c.notNull().defaultTo(-1))
        .execute();
      // A second line behind the chain that orders the commands.
      await db.schema
        .createIndex('meetingNumber')
        .unique()
        .on('meeting')
        .columns(['cycleId', 'body', 'number'])
        .execute();
      await sql`create unique index "meetingRunning" on meeting ("cycleId", body) where status = 'running'`.execute(db);
      const entry = () => db.schema.alterTable('agendaItem');
      await entry()
        .addColumn('kind', 'text', (c) => c.notNull().defaultTo('item'))
        .execute();
      await entry()
        .addColumn('section', 'text', (c) => c.notNull().defaultTo('forConsideration'))
        .execute();
      await entry().addColumn('rank', 'integer').execute();
      for (const text of ['documentId', 'title', 'requestKey']) await entry().addColumn(text, 'text').execute();
      await entry()
        .addColumn('detail', 'text', (c) => c.notNull().defaultTo(''))
        .execute();
      await create('meetingMember')
        .addColumn('meetingId', 'text', (c) => c.notNull().references('meeting.id'))
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('role', 'text', (c) => c.notNull())
        .addColumn('presence', 'text')
        .addPrimaryKeyConstraint('meetingMemberKey', ['meetingId', 'personId'])
        .execute();
      await create('meetingPaper')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('meetingId', 'text', (c) => c.notNull().references('meeting.id'))
        .addColumn('entry', 'integer')
        .addColumn('evidenceId', 'text')
        .addColumn('fileId', 'text')
        .addColumn('title', 'text', (c) => c.notNull())
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('meetingPaperByMeeting').on('meetingPaper').column('meetingId').execute();
      await db.schema.createIndex('meetingPaperByFile').on('meetingPaper').column('fileId').execute();
      await create('raisedHand')
        .addColumn('meetingId', 'text', (c) => c.notNull().references('meeting.id'))
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('raisedHandKey', ['meetingId', 'personId'])
        .execute();
      await create('meetingNote')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('meetingId', 'text', (c) => c.notNull().references('meeting.id'))
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('text', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('readAt', 'bigint')
        .addColumn('requestKey', 'text')
        .execute();
      await db.schema.createIndex('meetingNoteByMeeting').on('meetingNote').column('meetingId').execute();
    },
  };
}
