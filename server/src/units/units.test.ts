import { type ChangeUnits, type UnitRegister, unitRegisterSchema } from '@ruam/shared/api/units.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { cycleChain, readAudit } from '../events/audit.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

describe.each(testStores)('the register of units on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  beforeEach(async () => {
    if (server === undefined) {
      server = await startTestServer(await locate(atEnd), atEnd);
      world = await makeWorld(server.database);
    }
    await server.database.deleteFrom('unit').where('cycleId', '=', world.cycle).execute();
    const unit = { cycleId: world.cycle, name: 'สำนักนโยบายและแผน', kind: 'bureau', writtenAs: '["สนผ."]', position: 0 };
    await server.database.insertInto('unit').values(unit).execute();
  });

  const path = () => `/api/cycles/${world.cycle}/units`;
  const read = async (): Promise<UnitRegister> =>
    unitRegisterSchema.parse((await (await visitAs(server, 'observer')).get(path())).body);
  const change = async (login: string, json: ChangeUnits) =>
    (await visitAs(server, login)).ask('PUT', path(), { json });
  const renamed = (revision: string): ChangeUnits => ({
    revision,
    units: [
      { formerName: 'สำนักนโยบายและแผน', name: 'สำนักแผนงาน', kind: 'bureau', aliases: ['สผ.'], members: [] },
      { formerName: null, name: 'ทุกสำนัก', kind: 'group', aliases: [], members: ['สำนักแผนงาน'] },
    ],
  });
  const entries = async () => {
    const all = await readAudit(server.database, cycleChain(world.cycle), 0, 1_000);
    return all.filter(({ type }) => type === 'units.changed');
  };

  it.each(['secretariat', 'admin'])(
    '%s renames, adds and groups; the former name stays as another name',
    async (login) => {
      const before = (await entries()).length;
      const answer = await change(login, renamed((await read()).revision));
      expect(answer.status).toBe(200);
      expect((await read()).units).toEqual([
        { name: 'สำนักแผนงาน', kind: 'bureau', aliases: ['สผ.', 'สำนักนโยบายและแผน'], members: [] },
        { name: 'ทุกสำนัก', kind: 'group', aliases: [], members: ['สำนักแผนงาน'] },
      ]);
      const kept = await server.database
        .selectFrom('unit')
        .select('writtenAs')
        .where('name', '=', 'สำนักแผนงาน')
        .execute();
      expect(kept).toEqual([{ writtenAs: '["สนผ."]' }]);
      const told = (await entries()).slice(before);
      expect(told.map(({ subject }) => subject)).toEqual([
        {
          cycle: world.cycle,
          added: ['ทุกสำนัก'],
          removed: [],
          renamed: [{ from: 'สำนักนโยบายและแผน', to: 'สำนักแผนงาน' }],
        },
      ]);
    },
  );

  it.each(['cat3-chair', 'cat3-secretary', 'cat3-member', 'advisor', 'steering-chair', 'steering-member', 'observer'])(
    '%s reads it and changes nothing',
    async (login) => {
      const before = await read();
      expect(refusal(await change(login, renamed(before.revision)))).toBe('403 forbidden');
      expect(await read()).toEqual(before);
    },
  );

  it.each(['foreigner', 'seatless'])('%s does not learn that it exists', async (login) => {
    expect(refusal(await (await visitAs(server, login)).get(path()))).toBe('404 notFound');
    expect(refusal(await change(login, renamed('x')))).toBe('404 notFound');
  });

  it('a double click changes it once; of two who change at once, the second is told', async () => {
    const { revision } = await read();
    const before = (await entries()).length;
    const [first, again] = await Promise.all([
      change('secretariat', renamed(revision)),
      change('secretariat', renamed(revision)),
    ]);
    // The second names the same wish: what it asks for stands, or the register has moved on.
    expect([first.status, again.status].sort()).toEqual([200, 200]);
    expect((await entries()).length).toBe(before + 1);
    const other = { ...renamed(revision), units: [] };
    expect(refusal(await change('admin', other))).toBe('409 registerChanged');
    expect((await read()).units).toHaveLength(2);
  });

  it('a register that contradicts itself, or is too long, is refused with the reasons', async () => {
    const { revision } = await read();
    const unit = { formerName: null, name: 'ก', kind: 'bureau' as const, aliases: [], members: [] };
    const twice = await change('admin', { revision, units: [unit, { ...unit, name: ' ก ' }] });
    expect(refusal(twice)).toBe('422 invalid');
    expect(twice.text).toContain('sameName');
    const many = Array.from({ length: 501 }, (_, at) => ({ ...unit, name: `ก${at}` }));
    expect(refusal(await change('admin', { revision, units: many }))).toBe('422 invalid');
    expect(refusal(await change('admin', { revision, units: [{ ...unit, name: '' }] }))).toBe('422 invalid');
    expect((await read()).units).toHaveLength(1);
  });
});
