import { auditEntrySchema, itemSchema } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { paragraph } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { appendHeld } from '../sync/gate.ts';
import { encodeUpdateList } from '../sync/updateList.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

describe.each(testStores)('claiming a level, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
  });

  const claim = async (login: string, code: string, json: unknown, cycle = world.cycle) =>
    (await visitAs(server, login)).ask('PUT', `/api/cycles/${cycle}/items/${code}/claim`, { json });

  const itemRow = (code: string) =>
    server.database
      .selectFrom('item')
      .select(['claimed', 'status'])
      .where('cycleId', '=', world.cycle)
      .where('code', '=', code)
      .executeTakeFirstOrThrow();

  const approve = (code: string, approved: Level | null) =>
    server.database
      .updateTable('item')
      .set({ approved })
      .where('cycleId', '=', world.cycle)
      .where('code', '=', code)
      .execute();

  const chain = async () => {
    const answer = await (await visitAs(server, 'observer')).get(`/api/audit?cycle=${world.cycle}`);
    return z.array(auditEntrySchema).parse(answer.body);
  };
  const newestEntry = async () => (await chain()).at(-1);

  it.each([
    ['cat3-chair', 'advance'],
    ['cat3-secretary', 'basic'],
  ])('%s claims; statement and unproven checks are recorded', async (login, level) => {
    const statement = 'มีหลักฐานครบ "ทุกข้อ" ๓.๓';
    const before = (await itemRow('3.3')).claimed;
    const answer = await claim(login, '3.3', { level, statement });
    expect(answer.status).toBe(200);
    expect(itemSchema.parse(answer.body)).toMatchObject({ code: '3.3', claimed: level, status: 'claimed' });
    const entry = await newestEntry();
    expect(entry).toMatchObject({ type: 'item.claimed', person: world.personIds[login] });
    expect(entry?.subject).toMatchObject({ cycle: world.cycle, item: '3.3', from: before, level, statement });
    expect(entry?.subject.unprovenChecks).not.toEqual([]);
  });

  it('null withdraws', async () => {
    const answer = await claim('cat3-chair', '3.2', { level: null });
    expect(itemSchema.parse(answer.body)).toMatchObject({ claimed: null, status: 'drafting' });
  });

  it.each(['cat3-member', 'cat4-chair', 'secretariat', 'steering-chair', 'advisor', 'observer', 'admin'])(
    '%s may not: 403, and nothing changes',
    async (login) => {
      const before = [await itemRow('3.1'), await newestEntry()];
      expect(refusal(await claim(login, '3.1', { level: 'basic' }))).toBe('403 forbidden');
      expect([await itemRow('3.1'), await newestEntry()]).toEqual(before);
    },
  );

  it.each(['foreigner', 'seatless'])('%s learns nothing of the cycle: 404', async (login) => {
    expect(refusal(await claim(login, '3.1', { level: 'basic' }))).toBe('404 notFound');
  });

  it.each(['9.9', '3', 'x', '%E0%B9%93.%E0%B9%93'])('an item that is not there: 404 (%s)', async (code) => {
    expect(refusal(await claim('cat3-chair', code, { level: 'basic' }))).toBe('404 notFound');
  });

  it('a dimension has no level; withdrawing it is no error', async () => {
    expect(refusal(await claim('cat7-chair', '7.1', { level: 'basic' }))).toBe('422 invalid');
    expect((await claim('cat7-chair', '7.1', { level: null })).status).toBe(200);
  });

  it.each([
    ['an unknown level', { level: 'excellent' }],
    ['no level', {}],
    ['a level in capitals', { level: 'Basic' }],
    ['a statement that is too long', { level: 'basic', statement: 'x'.repeat(4_001) }],
    ['a statement with NUL', { level: 'basic', statement: 'a\u0000b' }],
    ['a statement with half a letter', { level: 'basic', statement: '\udc00' }],
    ['a statement that is none', { level: 'basic', statement: 5 }],
  ])('%s: 422 invalid', async (_what, json) => {
    expect(refusal(await claim('cat3-chair', '3.4', json))).toBe('422 invalid');
  });

  it('at and below the approved level it is locked; above it a new claim begins', async () => {
    await approve('3.4', 'advance');
    for (const level of ['basic', 'advance', null])
      expect(refusal(await claim('cat3-chair', '3.4', { level }))).toBe('409 locked');
    expect((await claim('cat3-chair', '3.4', { level: 'significance' })).status).toBe(200);
    await approve('3.4', null);
  });

  it('the same claim again keeps no second version, but its entry; another text does', async () => {
    const kept = async (): Promise<unknown> => {
      expect((await claim('cat4-chair', '4.2', { level: 'basic' })).status).toBe(200);
      return (await newestEntry())?.subject.snapshot;
    };
    const before = (await newestEntry())?.seq ?? 0;
    const first = await kept();
    expect([await kept(), await kept()]).toEqual([first, first]);
    expect((await newestEntry())?.seq).toBe(before + 3);
    const { id } = await server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', world.cycle)
      .where('item', '=', '4.2')
      .where('level', '=', 'basic')
      .executeTakeFirstOrThrow();
    await server.database.transaction().execute(async (transaction) => {
      const update = contentAsUpdate({ type: 'doc', content: [paragraph('เพิ่ม')] }, 9);
      await appendHeld(transaction, id, { update: encodeUpdateList([update]), personId: null, at: 1 });
    });
    expect(await kept()).not.toBe(first);
  });

  it('claims at the same moment all stand in the chain, in order', async () => {
    const levels: Level[] = ['basic', 'advance', 'significance', 'basic', 'advance', 'significance'];
    const first = (await newestEntry())?.seq ?? 0;
    const answers = await Promise.all(levels.map((level) => claim('cat3-chair', '3.1', { level })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const entries = (await chain()).filter(({ seq }) => seq > first);
    expect(entries.map(({ seq }) => seq)).toEqual(levels.map((_, n) => first + n + 1));
    // Each claim saw the one before it: what it changed `from` is what that one had claimed.
    expect(entries.slice(1).map(({ subject }) => subject.from)).toEqual(
      entries.slice(0, -1).map(({ subject }) => subject.level),
    );
    expect(entries.at(-1)?.subject.level).toBe((await itemRow('3.1')).claimed);
  });
});
