import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
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
      await moveTextBehind(db);
      await db.schema
        .createIndex('snapshotByItem')
        .on('snapshot')
        .columns(['cycleId', 'itemCode', 'contentHash'])
        .execute();
      await db.schema.alterTable('audit').addColumn('item', 'text').execute();
      await nameItems(db);
      await db.schema.createIndex('auditByItem').on('audit').columns(['chain', 'item', 'seq']).execute();
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

/** SQLite walks over all that stands before what it reads: the large text goes behind the rest. */
async function moveTextBehind(db: Kysely<unknown>): Promise<void> {
  const snapshot = () => db.schema.alterTable('snapshot');
  await snapshot()
    .addColumn('moved', 'text', (c) => c.notNull().defaultTo(''))
    .execute();
  await sql`update snapshot set moved = hashed`.execute(db);
  await snapshot().dropColumn('hashed').execute();
  await snapshot().renameColumn('moved', 'hashed').execute();
}

/** Gives audit entries from before they had one, also those of an older backup, the item of their subject. */
export async function nameItems(db: QueryExecutorProvider): Promise<void> {
  const { rows } = await sql<{ chain: string; seq: number; subject: string }>`
    select chain, seq, subject from audit where item is null and subject like '%"item":%'`.execute(db);
  for (const { chain, seq, subject } of rows) {
    const item = itemIn(subject);
    if (item !== null) await sql`update audit set item = ${item} where chain = ${chain} and seq = ${seq}`.execute(db);
  }
}

/** Null also for what somebody made unreadable: the check of the chain tells of that. */
function itemIn(subject: string): string | null {
  try {
    const { item } = JSON.parse(subject) as { item?: unknown };
    return typeof item === 'string' ? item : null;
  } catch {
    return null;
  }
}
