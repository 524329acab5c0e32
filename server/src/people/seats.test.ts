import { cyclePersonSchema } from '@ruam/shared/api/people.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cycleChain, readAudit } from '../events/audit.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { addPerson, addSeat } from '../testing/people.ts';
import { refusal, startTestServer, type TestServer, type Visitor, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

const peopleSchema = z.array(cyclePersonSchema);

describe.each(testStores)('people and their seats, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
  });

  const idOf = (login: string): string => world.personIds[login] ?? '';
  const put = (visitor: Visitor, person: string, seats: unknown, cycle = world.cycle) =>
    visitor.ask('PUT', `/api/cycles/${cycle}/people/${person}/seats`, { json: { seats } });
  const seatsOf = async (person: string) =>
    (
      await server.database
        .selectFrom('seat')
        .select(['body', 'role'])
        .where('personId', '=', person)
        .where('cycleId', '=', world.cycle)
        .orderBy('body')
        .orderBy('role')
        .execute()
    ).map(({ body, role }) => `${body}/${role}`);
  const auditTypes = async () =>
    (await readAudit(server.database, cycleChain(world.cycle), 0, 1000)).map(({ type }) => type);

  const readers = ['observer', 'advisor', 'steering-chair', 'steering-member', 'cat3-chair', 'cat3-member'];
  it.each(readers)('%s reads who sits where, without logins, and changes nothing', async (login) => {
    const visitor = await visitAs(server, login);
    const people = peopleSchema.parse((await visitor.get(`/api/cycles/${world.cycle}/people`)).body);
    expect(people.find(({ id }) => id === idOf('cat3-chair'))).toEqual({
      id: idOf('cat3-chair'),
      name: 'ชื่อ cat3-chair',
      seats: [{ body: 'category-3', role: 'chair' }],
    });
    expect(people.every((person) => !('login' in person))).toBe(true);
    const calls = [
      put(visitor, idOf(login), [{ body: 'category-3', role: 'member' }]),
      visitor.get(`/api/cycles/${world.cycle}/accounts`),
      visitor.get(`/api/cycles/${world.cycle}/invitations`),
      visitor.ask('POST', `/api/cycles/${world.cycle}/invitations`, { json: { body: 'observers', role: 'observer' } }),
      visitor.ask('DELETE', `/api/cycles/${world.cycle}/invitations/x`),
      visitor.ask('POST', `/api/people/${idOf('admin')}/deactivation`),
      visitor.ask('POST', `/api/people/${idOf('admin')}/activation`),
      visitor.ask('POST', `/api/people/${idOf('admin')}/passwordReset`),
      visitor.ask('DELETE', `/api/people/${idOf('admin')}/secondFactor`),
      visitor.get('/api/agency/signInPolicy'),
      visitor.ask('PUT', '/api/agency/signInPolicy', { json: { requireSecondFactor: [] } }),
    ];
    expect((await Promise.all(calls)).map(refusal)).toEqual(calls.map(() => '403 forbidden'));
  });

  it('another agency learns nothing: 404 for the cycle and for the person', async () => {
    const foreigner = await visitAs(server, 'foreigner');
    const seat = [{ body: 'observers', role: 'observer' }];
    const answers = [
      await foreigner.get(`/api/cycles/${world.cycle}/people`),
      await foreigner.get(`/api/cycles/${world.cycle}/accounts`),
      await foreigner.get(`/api/cycles/${world.cycle}/invitations`),
      await foreigner.ask('POST', `/api/cycles/${world.cycle}/invitations`, { json: seat[0] }),
      await put(foreigner, idOf('foreigner'), seat),
      await put(foreigner, idOf('observer'), seat, world.foreignCycle),
      await put(await visitAs(server, 'secretariat'), idOf('foreigner'), seat),
      await (await visitAs(server, 'admin')).ask('POST', `/api/people/${idOf('foreigner')}/deactivation`),
      await (await visitAs(server, 'admin')).ask('POST', `/api/people/${idOf('foreigner')}/passwordReset`),
    ];
    expect(answers.map(refusal)).toEqual(answers.map(() => '404 notFound'));
    expect(refusal(await (await visitAs(server, 'seatless')).get(`/api/cycles/${world.cycle}/people`))).toBe(
      '404 notFound',
    );
  });

  it('who may seat people is told logins, and everybody of the agency with their seats', async () => {
    const secretariat = await visitAs(server, 'secretariat');
    const people = peopleSchema.parse((await secretariat.get(`/api/cycles/${world.cycle}/people`)).body);
    expect(people.map(({ login }) => login)).toContain('cat3-member');
    const accounts = await secretariat.get(`/api/cycles/${world.cycle}/accounts`);
    expect(accounts.text).toContain('seatless');
    expect(accounts.text).not.toContain('foreigner');
    expect(accounts.text).not.toContain('argon2');
  });

  it('replaces the seats as a whole, with an entry each, and refuses what no body has', async () => {
    const secretariat = await visitAs(server, 'secretariat');
    const member = idOf('cat3-member');
    const before = (await auditTypes()).length;
    const seats = [
      { body: 'category-4', role: 'member' },
      { body: 'category-3', role: 'secretary' },
      { body: 'category-3', role: 'secretary' },
    ];
    const answer = await put(secretariat, member, seats);
    expect([answer.status, await seatsOf(member)]).toEqual([200, ['category-3/secretary', 'category-4/member']]);
    expect((await auditTypes()).slice(before).sort()).toEqual(['seat.added', 'seat.added', 'seat.removed']);
    for (const wrong of [
      [{ body: 'category-3', role: 'observer' }],
      [{ body: 'category-99', role: 'member' }],
      [{ body: 'cellar', role: 'member' }],
      Array.from({ length: 21 }, () => ({ body: 'category-3', role: 'member' })),
      'all',
    ]) {
      expect(refusal(await put(secretariat, member, wrong))).toBe('422 invalid');
    }
    expect(await seatsOf(member)).toEqual(['category-3/secretary', 'category-4/member']);
    expect((await put(secretariat, member, seats)).status).toBe(200);
    expect((await auditTypes()).length).toBe(before + 3);
  });

  it('nobody raises themselves, and the secretariat makes and unmakes no administrator', async () => {
    const [admin, secretariat] = [await visitAs(server, 'admin'), await visitAs(server, 'secretariat')];
    const administrator = { body: 'administration', role: 'administrator' };
    const bureau = { body: 'secretariat', role: 'secretariat' };
    expect(refusal(await put(secretariat, idOf('secretariat'), [bureau, administrator]))).toBe('403 forbidden');
    expect(refusal(await put(secretariat, idOf('observer'), [administrator]))).toBe('403 forbidden');
    expect(refusal(await put(secretariat, idOf('admin'), []))).toBe('403 forbidden');
    expect(refusal(await put(admin, idOf('admin'), [administrator, bureau]))).toBe('403 forbidden');
    expect((await put(admin, idOf('advisor'), [administrator, { body: 'advisors', role: 'advisor' }])).status).toBe(
      200,
    );
    expect((await put(admin, idOf('advisor'), [{ body: 'advisors', role: 'advisor' }])).status).toBe(200);
  });

  it('the last of a role that a cycle cannot be without stays: 409 lastSeat, also when two leave at once', async () => {
    const [admin, secretariat] = [await visitAs(server, 'admin'), await visitAs(server, 'secretariat')];
    expect(refusal(await put(admin, idOf('admin'), []))).toBe('409 lastSeat');
    expect(refusal(await put(secretariat, idOf('secretariat'), []))).toBe('409 lastSeat');
    const second = await addPerson(server.database, world.agency, 'admin-2');
    await addSeat(server.database, world.cycle, second, 'administration', 'administrator');
    const other = await visitAs(server, 'admin-2');
    const both = await Promise.all([put(admin, idOf('admin'), []), put(other, second, [])]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    const left = [...(await seatsOf(idOf('admin'))), ...(await seatsOf(second))];
    expect(left).toEqual(['administration/administrator']);
    await server.database.deleteFrom('seat').where('personId', '=', second).execute();
    await server.database.deleteFrom('seat').where('personId', '=', idOf('admin')).execute();
    await addSeat(server.database, world.cycle, idOf('admin'), 'administration', 'administrator');
  });

  it('deactivation ends sessions, takes the links that the person gave out, and is refused for oneself', async () => {
    const [admin, secretariat] = [await visitAs(server, 'admin'), await visitAs(server, 'secretariat')];
    const invitation = await secretariat.ask('POST', `/api/cycles/${world.cycle}/invitations`, {
      json: { body: 'observers', role: 'observer' },
    });
    expect(invitation.status).toBe(201);
    expect(refusal(await admin.ask('POST', `/api/people/${idOf('admin')}/deactivation`))).toBe('403 forbidden');
    const done = await admin.ask('POST', `/api/people/${idOf('secretariat')}/deactivation`);
    expect(done.status).toBe(204);
    expect(refusal(await secretariat.get('/api/session'))).toBe('401 notSignedIn');
    expect(await server.database.selectFrom('personToken').selectAll().execute()).toEqual([]);
    expect((await admin.ask('POST', `/api/people/${idOf('secretariat')}/activation`)).status).toBe(204);
    expect((await (await visitAs(server, 'secretariat')).get('/api/session')).status).toBe(200);
  });

  it('two administrators who shut each other out: one stays', async () => {
    const second = await addPerson(server.database, world.agency, 'admin-3');
    await addSeat(server.database, world.cycle, second, 'administration', 'administrator');
    const [one, other] = [await visitAs(server, 'admin'), await visitAs(server, 'admin-3')];
    await Promise.all([
      one.ask('POST', `/api/people/${second}/deactivation`),
      other.ask('POST', `/api/people/${idOf('admin')}/deactivation`),
    ]);
    const active = await server.database
      .selectFrom('person')
      .select('id')
      .where('id', 'in', [second, idOf('admin')])
      .where('active', '=', 1)
      .execute();
    expect(active).toHaveLength(1);
  });
});
