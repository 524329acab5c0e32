import { randomUUID } from 'node:crypto';
import type { Report } from '@ruam/shared/import/report.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createArchiveBuilder } from '../archive/archiveBuilder.ts';
import { verifyPassword } from '../auth/password.ts';
import { createSessions } from '../auth/sessions.ts';
import { createCommands } from '../commands/commands.ts';
import { listItems } from '../cycle/readCycle.ts';
import { loadShippedFramework } from '../cycle/shippedFramework.ts';
import type { Database } from '../database/database.ts';
import { createReportReader } from '../import/reportReader.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { sampleAccounts } from './accounts.ts';
import { ensureSample } from './sample.ts';

/** One start of the trial on this store. */
async function start(database: Database, password: string | null) {
  const sessions = createSessions(database, false);
  const commands = createCommands(database, Date.now, () => undefined);
  const framework = await loadShippedFramework();
  return ensureSample(
    {
      database,
      commands,
      framework,
      reader: createReportReader(),
      archives: createArchiveBuilder(),
      maxDocumentBytes: 10 * 1024 * 1024,
      newId: randomUUID,
      endSessionsOf: (id) => sessions.endAllOf(id),
    },
    password,
  );
}

const personsOf = (database: Database) =>
  database.selectFrom('person').selectAll().where('sample', '=', 1).orderBy('login').execute();

describe.each(testStores)('the sample on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let database: Database;
  let cycle: string;
  beforeAll(async () => {
    database = await openTestDatabase(await locate(atEnd), atEnd);
    expect(await start(database, 'ทดลอง')).toEqual({ kind: 'given' });
    cycle = (await database.selectFrom('cycle').select('id').executeTakeFirstOrThrow()).id;
  });

  it('is the cycle of FY 2562, open, twelve months, in the Secretariat of the Senate', async () => {
    const row = await database.selectFrom('cycle').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ fiscalYearBE: 2562, round: 12, status: 'open', frameworkId: 'pmqa-4.0-2562' });
    const agency = await database.selectFrom('agency').selectAll().executeTakeFirstOrThrow();
    expect(agency.name).toBe('สำนักงานเลขาธิการวุฒิสภา');
  });

  it('24 items scheduled with the claimed levels of the report, six dimensions drafting', async () => {
    const items = await listItems(database, cycle);
    const process = items.filter(({ kind }) => kind === 'process');
    const dimensions = items.filter(({ kind }) => kind === 'dimension');
    expect(process.map(({ status }) => status)).toEqual(Array.from({ length: 24 }, () => 'scheduled'));
    expect(dimensions.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'drafting'));
    expect(process.map(({ claimed }) => claimed?.[0]).join('')).toBe('ssssssss' + 'sabs' + 'bssa' + 'aaaa' + 'saaa');
    for (const { advised, approved } of items) expect([advised, approved]).toEqual([null, null]);
    expect(new Set(dimensions.map(({ claimed }) => claimed))).toEqual(new Set([null]));
  });

  it('111 documents, all open but the imported advice note of 5.2, which is submitted and locked', async () => {
    const documents = await database.selectFrom('document').selectAll().where('cycleId', '=', cycle).execute();
    const counts: Record<string, number> = {};
    for (const { kind } of documents) counts[kind] = (counts[kind] ?? 0) + 1;
    expect(counts).toEqual({ evidence: 72, recommendations: 30, results: 6, advice: 1, overview: 1, minutes: 1 });
    const locked = documents.filter(({ state }) => state === 'locked');
    expect(locked.map(({ item, kind }) => `${item} ${kind}`)).toEqual(['5.2 advice']);
    expect(documents.filter(({ submittedAt }) => submittedAt !== null).map(({ id }) => id)).toEqual(
      locked.map(({ id }) => id),
    );
  });

  it('meeting 6/2562 of 30 September 2019 is planned, with all items on its agenda', async () => {
    const meetings = await database.selectFrom('meeting').selectAll().execute();
    expect(meetings).toHaveLength(1);
    expect(meetings[0]).toMatchObject({ number: '6/2562', date: '2019-09-30', status: 'planned', body: 'steering' });
    const agenda = await database.selectFrom('agendaItem').selectAll().orderBy('position').execute();
    const items = await database.selectFrom('item').select('code').orderBy('position').execute();
    expect(agenda.map(({ itemCode }) => itemCode)).toEqual(items.map(({ code }) => code));
    expect(agenda).toHaveLength(30);
  });

  it('the report says 92.88 percent of 41 of 43 indicators, and to whom', async () => {
    const row = await database.selectFrom('cycle').select('reportedResults').executeTakeFirstOrThrow();
    const results: NonNullable<Report['results']> = JSON.parse(row.reportedResults ?? 'null');
    expect(results.figures.map(({ percent }) => percent)).toEqual([92.88]);
    expect([results.indicatorCount, results.notMeasurableCount]).toEqual([43, 2]);
    const owners = results.figures.flatMap(({ statements }) => statements.map(({ attributedTo }) => attributedTo));
    expect(new Set(owners).size).toBeGreaterThan(1);
  });

  it('every role account stands in the role that it is named after', async () => {
    const seats = await database
      .selectFrom('seat')
      .innerJoin('person', 'person.id', 'seat.personId')
      .select(['login', 'body', 'role'])
      .where('cycleId', '=', cycle)
      .execute();
    const sorted = (list: readonly { login: string; body: string; role: string }[]) =>
      list.map(({ login, body, role }) => `${login} ${body} ${role}`).sort();
    expect(sorted(seats)).toEqual(sorted(sampleAccounts));
    expect(seats).toHaveLength(35);
  });

  it('another start makes nothing a second time', async () => {
    const tables = ['agency', 'person', 'cycle', 'item', 'document', 'meeting', 'importDraft', 'audit'] as const;
    const counts = async () =>
      Promise.all(tables.map(async (table) => (await database.selectFrom(table).selectAll().execute()).length));
    const before = await counts();
    expect(await start(database, 'ทดลอง')).toEqual({ kind: 'given' });
    expect(await start(database, null)).toEqual({ kind: 'kept' });
    expect(await counts()).toEqual(before);
  });
});

describe('the password of the trial', () => {
  const sessionCount = async (database: Database) =>
    (await database.selectFrom('session').selectAll().execute()).length;

  async function signInAll(database: Database): Promise<void> {
    const sessions = createSessions(database, false);
    for (const { id } of await personsOf(database)) await sessions.start(id);
  }

  const trial = async () => openTestDatabase({ kind: 'sqlite', path: ':memory:' }, onTestFinished);

  it('is random and told once when none is given', async () => {
    const database = await trial();
    const first = await start(database, null);
    if (first.kind !== 'made') throw new Error(`the password was ${first.kind}`);
    expect(first.password).toMatch(/^[\w-]{12}$/);
    for (const { passwordHash } of await personsOf(database)) expect(passwordHash).toMatch(/^\$argon2id\$/);
    const [person] = await personsOf(database);
    expect(await verifyPassword(person?.passwordHash ?? '', first.password)).toBe(true);
    expect(await start(database, null)).toEqual({ kind: 'kept' });
    expect(await start(await trial(), null)).not.toEqual(first);
  });

  it('given again as it was, it ends nobody’s session; another one ends all', async () => {
    const database = await trial();
    await start(database, 'หนึ่ง');
    await signInAll(database);
    await start(database, 'หนึ่ง');
    await start(database, null);
    expect(await sessionCount(database)).toBe(sampleAccounts.length);
    await start(database, 'สอง');
    expect(await sessionCount(database)).toBe(0);
    for (const { passwordHash } of (await personsOf(database)).slice(0, 2)) {
      expect(await verifyPassword(passwordHash, 'สอง')).toBe(true);
      expect(await verifyPassword(passwordHash, 'หนึ่ง')).toBe(false);
    }
  });

  it('after one account was reset, the same start brings that one back and leaves the others signed in', async () => {
    const database = await trial();
    await start(database, 'หนึ่ง');
    const [reset, other] = await personsOf(database);
    const foreign = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    await database
      .updateTable('person')
      .set({ passwordHash: foreign })
      .where('id', '=', reset?.id ?? '')
      .execute();
    await signInAll(database);
    expect(await start(database, 'หนึ่ง')).toEqual({ kind: 'given' });
    const left = await database.selectFrom('session').select('personId').execute();
    expect(left.map(({ personId }) => personId)).toContain(other?.id);
    expect(left.map(({ personId }) => personId)).not.toContain(reset?.id);
    const [back] = await personsOf(database);
    expect(await verifyPassword(back?.passwordHash ?? '', 'หนึ่ง')).toBe(true);
  });

  it('touches no account but the trial’s', async () => {
    const database = await trial();
    await start(database, 'หนึ่ง');
    const agency = await database.selectFrom('agency').select('id').executeTakeFirstOrThrow();
    const own = { id: 'own', agencyId: agency.id, login: 'somchai', name: 'สมชาย', passwordHash: 'kept' };
    await database
      .insertInto('person')
      .values({ ...own, active: 1, sample: 0, createdAt: 1 })
      .execute();
    await start(database, 'สอง');
    const row = await database.selectFrom('person').selectAll().where('id', '=', 'own').executeTakeFirst();
    expect(row?.passwordHash).toBe('kept');
  });
});
