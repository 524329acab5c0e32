import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { Migrator } from 'kysely/migration';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCommands } from '../commands/commands.ts';
import { readAudit } from '../events/audit.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { openTestDatabase, type TestStore, testStores } from '../testing/databases.ts';
import { addAgency } from '../testing/people.ts';
import { connectDatabase, type Database, type DatabaseLocation, openDatabase } from './database.ts';
import { migrationProvider } from './migrations.ts';

const inMemory: TestStore = {
  name: 'SQLite in memory',
  locate: () => Promise.resolve({ kind: 'sqlite', path: ':memory:' }),
};

describe.each([inMemory, ...testStores])('the store on $name', ({ name, locate }) => {
  const atEnd = atEndOfSuite();
  let location: DatabaseLocation;
  let database: Database;
  beforeAll(async () => {
    location = await locate(atEnd);
    database = await openTestDatabase(location, atEnd);
  });

  it('migrating again changes nothing', async () => {
    const migrator = new Migrator({
      db: database,
      provider: migrationProvider(location.kind),
      ...(location.kind === 'postgres' && location.schema ? { migrationTableSchema: location.schema } : {}),
    });
    const { error, results } = await migrator.migrateToLatest();
    expect(error).toBeUndefined();
    expect(results).toEqual([]);
  });

  if (name !== inMemory.name) {
    it('a second opening finds what the first wrote', async () => {
      const id = await addAgency(database, 'กรมตัวอย่าง');
      const second = await openDatabase(location);
      const found = await second.selectFrom('agency').selectAll().where('id', '=', id).executeTakeFirst();
      await second.destroy();
      expect(found?.name).toBe('กรมตัวอย่าง');
    });
  }

  // An embedded store has one process, the one that holds the data directory.
  if (name === 'PostgreSQL') {
    it('two nodes that migrate a new store at once both find it ready', async () => {
      const fresh = await locate(atEnd);
      const opened = await Promise.all([openDatabase(fresh), openDatabase(fresh)]);
      for (const each of opened) {
        expect(await each.selectFrom('person').selectAll().execute()).toEqual([]);
        await each.destroy();
      }
    });
  }

  it('a store from before keeps its versions and entries; entries are found by their item, large text comes last', async () => {
    const old = await locate(atEnd);
    const before = connectDatabase(old);
    atEnd(() => before.destroy());
    const schema = old.kind === 'postgres' && old.schema ? { migrationTableSchema: old.schema } : {};
    const migrator = new Migrator({ db: before, provider: migrationProvider(old.kind), ...schema });
    expect((await migrator.migrateTo('0002-gate-and-rescue')).error).toBeUndefined();
    await before.insertInto('agency').values({ id: 'a', name: 'ก', createdAt: 1 }).execute();
    await before.insertInto('framework').values({ id: 'f', content: '{}', createdAt: 1 }).execute();
    const cycle = { id: 'c', agencyId: 'a', frameworkId: 'f', title: 'ก', fiscalYearBE: 2562, round: 1 };
    await before
      .insertInto('cycle')
      .values({ ...cycle, agencyAsRead: null, status: 'open', reportedResults: null, createdAt: 1 })
      .execute();
    const snapshot = {
      id: 's',
      cycleId: 'c',
      itemCode: '1.1',
      personId: null,
      contentHash: 'x',
      hashed: 'ข้อความ',
      at: 1,
    };
    await before.insertInto('snapshot').values(snapshot).execute();
    for (const [seq, subject] of ['{"item":"1.1"}', '{"text":"\\"item\\":"}', '{"item":'].entries())
      await before
        .insertInto('audit')
        .values({ chain: 'c', seq, at: 1, personId: null, type: 't', subject, previousHash: null, hash: 'h' })
        .execute();
    expect((await migrator.migrateToLatest()).error).toBeUndefined();
    const [kept] = await before.selectFrom('snapshot').selectAll().execute();
    expect(kept).toEqual({ ...snapshot, kind: 'approval', name: null, score: null });
    expect(Object.keys(kept ?? {}).at(-1)).toBe('hashed');
    const entries = await before.selectFrom('audit').select('item').orderBy('seq').execute();
    expect(entries.map(({ item }) => item)).toEqual(['1.1', null, null]);
  });

  it.each([0, 1, Date.UTC(2562 - 543, 8, 30), 2 ** 31, Number.MAX_SAFE_INTEGER])('keeps the time %d', async (at) => {
    const id = await addAgency(database, 'times', at);
    const row = await database.selectFrom('agency').select('createdAt').where('id', '=', id).executeTakeFirst();
    expect(row).toEqual({ createdAt: at });
  });

  it.each([
    ['Thai with combining marks', 'ร่วม กำกับดูแล น้ำ ผู้รับผิดชอบ ๑๒๓'],
    ['quotes and wildcards', `'"\\%_;--\n\t`],
    ['letters beyond the basic plane', '🙂 𝒜'],
    ['nothing', ''],
  ])('keeps text: %s', async (_what, text) => {
    const id = await addAgency(database, text);
    const row = await database.selectFrom('agency').select('name').where('id', '=', id).executeTakeFirst();
    expect(row).toEqual({ name: text });
  });

  it('keeps bytes and nulls', async () => {
    const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    for (const [documentId, content] of [
      ['every byte', every],
      ['no byte', new Uint8Array()],
    ] as const) {
      await database
        .insertInto('documentUpdate')
        .values({ documentId, sequence: 1, personId: null, at: 1, content })
        .execute();
      const row = await database
        .selectFrom('documentUpdate')
        .selectAll()
        .where('documentId', '=', documentId)
        .executeTakeFirstOrThrow();
      expect(row.content).toBeInstanceOf(Uint8Array);
      expect([...row.content]).toEqual([...content]);
      expect(row.personId).toBeNull();
    }
  });

  it('a transaction that throws leaves nothing', async () => {
    const id = 'never there';
    const failing = database.transaction().execute(async (transaction) => {
      await transaction.insertInto('agency').values({ id, name: 'x', createdAt: 1 }).execute();
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await database.selectFrom('agency').selectAll().where('id', '=', id).execute()).toEqual([]);
  });

  it('a command that throws leaves neither its work nor its audit entry, and publishes nothing', async () => {
    const published: string[] = [];
    const commands = createCommands(
      database,
      () => 1,
      (chain) => published.push(chain),
    );
    const failing = commands.run(null, async ({ audit }) => {
      await audit('agency:failing', 'first', {});
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await readAudit(database, 'agency:failing', 0, 10)).toEqual([]);
    await commands.run(null, ({ audit }) => audit('agency:failing', 'second', {}));
    expect((await readAudit(database, 'agency:failing', 0, 10)).map(({ seq }) => seq)).toEqual([1]);
    expect(published).toEqual(['agency:failing']);
  });

  it('concurrent commands, some of which fail, number a chain without gaps and chain its hashes', async () => {
    const chain = 'cycle:busy';
    const commands = createCommands(database, Date.now, () => undefined);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) =>
        commands.run(`person-${n % 7}`, async ({ audit }) => {
          await audit(chain, 'item.claimed', { item: '3.3', n, statement: 'ระดับ "Advance" ๑', share: 92.88 });
          if (n % 5 === 0) throw new Error('on purpose');
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(48);
    await expectSoundChain(database, chain, 48);
  });

  it('foreign keys hold', async () => {
    const orphan = database
      .insertInto('session')
      .values({ idHash: 'h', publicId: 'p', personId: 'nobody', expiresAt: 1, createdAt: 1 })
      .execute();
    await expect(orphan).rejects.toThrow(/foreign key/i);
  });
});

/** Recomputes the chain from the stored rows, without the code that wrote it. */
async function expectSoundChain(database: Database, chain: string, length: number): Promise<void> {
  const rows = await database.selectFrom('audit').selectAll().where('chain', '=', chain).orderBy('seq').execute();
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length }, (_, index) => index + 1));
  let previousHash: string | null = null;
  for (const row of rows) {
    const entry = {
      seq: row.seq,
      at: row.at,
      person: row.personId,
      type: row.type,
      subject: JSON.parse(row.subject),
      previousHash,
    };
    const hash: string = createHash('sha256')
      .update(String(canonicalize(entry)))
      .digest('hex');
    expect([row.previousHash, row.hash]).toEqual([previousHash, hash]);
    previousHash = hash;
  }
  const head = await database.selectFrom('auditChain').selectAll().where('id', '=', chain).executeTakeFirst();
  expect(head).toEqual({ id: chain, seq: length, hash: previousHash });
}
