import { accountSchema, invitationMadeSchema, linkMadeSchema } from '@ruam/shared/api/people.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { agencyChain, cycleChain, readAudit } from '../events/audit.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { addPerson, addSeat, testPassword } from '../testing/people.ts';
import {
  refusal,
  startTestServer,
  type TestServer,
  testOrigin,
  type Visitor,
  visitAs,
  visitor,
} from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

describe.each(testStores)('links that are given out, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  let secretariat: Visitor;
  let admin: Visitor;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd, { LIMIT_SIGN_IN_PER_MINUTE: '0' });
    world = await makeWorld(server.database);
    secretariat = await visitAs(server, 'secretariat');
    admin = await visitAs(server, 'admin');
  });

  const member = { body: 'category-3', role: 'member' };
  async function invite(request: object = member, by: Visitor = secretariat): Promise<{ id: string; path: string }> {
    const answer = await by.ask('POST', `/api/cycles/${world.cycle}/invitations`, { json: request });
    const { id, link } = invitationMadeSchema.parse(answer.body);
    expect(link).toMatch(new RegExp(`^${testOrigin}/invitation/[A-Za-z0-9_-]{43}$`));
    return { id, path: `/api/invitations/${link.split('/').at(-1)}` };
  }
  const take = (path: string, login: string, password = 'ยาวพอสำหรับรหัสผ่าน') =>
    visitor(server).ask('POST', path, { json: { newcomer: { login, name: 'ผู้มาใหม่', password } } });
  async function resetLink(login: string): Promise<string> {
    const answer = await admin.ask('POST', `/api/people/${world.personIds[login]}/passwordReset`);
    return `/api/passwordResets/${linkMadeSchema.parse(answer.body).link.split('/').at(-1)}`;
  }
  const signInWith = (login: string, password: string) =>
    visitor(server).ask('POST', '/api/session', { json: { login, password } });

  it('a newcomer sees the offer, takes it, and is signed in with the seat; the link is over', async () => {
    const { path } = await invite({ ...member, name: 'สมชาย', email: 'somchai@example.go.th' });
    expect((await visitor(server).get(path)).body).toEqual({
      agency: 'กรมตัวอย่าง',
      cycle: { id: world.cycle, title: expect.any(String) },
      ...member,
      name: 'สมชาย',
    });
    const taken = await take(path, ' Somchai.T ');
    expect([taken.status, taken.body]).toEqual([200, { cycle: world.cycle }]);
    const newcomer = visitor(server, taken.headers.get('set-cookie')?.split(';')[0]);
    expect((await newcomer.get('/api/session')).body).toMatchObject({
      person: { login: 'somchai.t', name: 'ผู้มาใหม่', roles: [{ cycle: world.cycle, ...member }] },
    });
    expect(refusal(await take(path, 'another'))).toBe('410 linkGone');
    expect(refusal(await visitor(server).get(path))).toBe('410 linkGone');
    const entries = await readAudit(server.database, cycleChain(world.cycle), 0, 1000);
    expect(entries.slice(-2).map(({ type }) => type)).toEqual(['seat.added', 'invitation.taken']);
  });

  it('a link works once, also when many take it at the same moment; it is nowhere in the clear', async () => {
    const { path } = await invite();
    const token = path.split('/').at(-1) ?? '';
    const stored = JSON.stringify(await server.database.selectFrom('personToken').selectAll().execute());
    expect(stored).not.toContain(token);
    expect((await secretariat.get(`/api/cycles/${world.cycle}/invitations`)).text).not.toContain(token);
    const logins = ['rush-1', 'rush-2', 'rush-3', 'rush-4'];
    const answers = await Promise.all(logins.map((login) => take(path, login)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410]);
    const made = await server.database.selectFrom('person').select('id').where('login', 'in', logins).execute();
    expect(made).toHaveLength(1);
  });

  it('unknown, withdrawn and expired links are told the same', async () => {
    const [withdrawn, expired] = [await invite(), await invite()];
    const path = `/api/cycles/${world.cycle}/invitations/${withdrawn.id}`;
    expect((await secretariat.ask('DELETE', path)).status).toBe(204);
    expect(refusal(await secretariat.ask('DELETE', path))).toBe('404 notFound');
    await server.database.updateTable('personToken').set({ expiresAt: 1 }).where('id', '=', expired.id).execute();
    const unknown = `/api/invitations/${'a'.repeat(43)}`;
    const asked = await Promise.all([withdrawn.path, expired.path, unknown].map((one) => visitor(server).get(one)));
    expect(new Set(asked.map(({ text }) => text)).size).toBe(1);
    expect(asked.map(refusal)).toEqual(Array.from({ length: 3 }, () => '410 linkGone'));
    for (const one of [withdrawn.path, expired.path, unknown]) {
      expect(refusal(await take(one, 'late'))).toBe('410 linkGone');
    }
    const listed = await secretariat.get(`/api/cycles/${world.cycle}/invitations`);
    expect(listed.text).not.toContain(expired.id);
  });

  it('a refused newcomer leaves the link as it was: a taken login, a weak password, a bad name', async () => {
    const { path } = await invite();
    expect(refusal(await take(path, 'admin'))).toBe('409 loginTaken');
    expect(refusal(await take(path, 'fresh', 'short'))).toBe('422 weakPassword');
    expect(refusal(await take(path, 'fresh.person', 'Fresh.Person'))).toBe('422 weakPassword');
    expect(refusal(await take(path, 'two words'))).toBe('422 invalid');
    expect(refusal(await visitor(server).ask('POST', path, { json: {} }))).toBe('401 notSignedIn');
    expect((await take(path, 'fresh')).status).toBe(200);
  });

  it('somebody signed in takes the seat themselves; not of another agency, not their own invitation', async () => {
    const { path } = await invite({ body: 'advisors', role: 'advisor' });
    const answer = await (await visitAs(server, 'foreigner')).ask('POST', path, { json: {} });
    expect(refusal(answer)).toBe('403 forbidden');
    expect(refusal(await secretariat.ask('POST', path, { json: {} }))).toBe('403 forbidden');
    const seatless = await visitAs(server, 'seatless');
    expect((await seatless.ask('POST', path, { json: {} })).status).toBe(200);
    expect((await seatless.get(`/api/cycles/${world.cycle}/people`)).status).toBe(200);
  });

  it('a reset link of who is no administrator any more leads nowhere', async () => {
    const path = await resetLink('observer');
    const { database } = server;
    const of = database.updateTable('seat').where('personId', '=', world.personIds.admin ?? '');
    await of.set({ body: 'observers', role: 'observer' }).execute();
    expect(refusal(await visitor(server).get(path))).toBe('410 linkGone');
    const json = { password: 'รหัสใหม่ที่ยาวพอ' };
    expect(refusal(await visitor(server).ask('POST', path, { json }))).toBe('410 linkGone');
    await of.set({ body: 'administration', role: 'administrator' }).execute();
    expect((await visitor(server).get(path)).status).toBe(200);
  });

  it('an invitation of who may no longer give the seat leads nowhere', async () => {
    const id = await addPerson(server.database, world.agency, 'former');
    await addSeat(server.database, world.cycle, id, 'secretariat', 'secretariat');
    const { path } = await invite(member, await visitAs(server, 'former'));
    expect((await visitor(server).get(path)).status).toBe(200);
    await server.database.deleteFrom('seat').where('personId', '=', id).execute();
    expect(refusal(await visitor(server).get(path))).toBe('410 linkGone');
    expect(refusal(await take(path, 'nobodys-guest'))).toBe('410 linkGone');
  });

  it('the secretariat invites no administrator; nobody invites to a seat that no body has', async () => {
    const ask = (by: Visitor, json: object) => by.ask('POST', `/api/cycles/${world.cycle}/invitations`, { json });
    const administrator = { body: 'administration', role: 'administrator' };
    expect(refusal(await ask(secretariat, administrator))).toBe('403 forbidden');
    expect((await ask(admin, administrator)).status).toBe(201);
    for (const wrong of [
      { body: 'category-3', role: 'advisor' },
      { body: 'category-9', role: 'member' },
      { ...member, days: 91 },
      { ...member, days: 0 },
      { ...member, email: 'not an address' },
    ]) {
      expect(refusal(await ask(secretariat, wrong))).toBe('422 invalid');
    }
  });

  it('a reset link sets the password once and ends every session; a newer link replaces it', async () => {
    const observer = await visitAs(server, 'observer');
    const [older, path] = [await resetLink('observer'), await resetLink('observer')];
    expect(refusal(await visitor(server).get(older))).toBe('410 linkGone');
    expect((await visitor(server).get(path)).body).toEqual({ name: 'ชื่อ observer', login: 'observer' });
    const set = (password: string) => visitor(server).ask('POST', path, { json: { password } });
    expect(refusal(await set('short'))).toBe('422 weakPassword');
    const both = await Promise.all([set('รหัสใหม่ที่ยาวพอ'), set('รหัสใหม่ที่ยาวพอ')]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 410]);
    expect(refusal(await observer.get('/api/session'))).toBe('401 notSignedIn');
    expect(refusal(await signInWith('observer', testPassword))).toBe('401 badCredentials');
    expect((await signInWith('observer', 'รหัสใหม่ที่ยาวพอ')).status).toBe(200);
    const entries = await readAudit(server.database, agencyChain(world.agency), 0, 1000);
    expect(entries.map(({ type }) => type)).toContain('person.passwordReset');
    expect(JSON.stringify(entries)).not.toContain(path.split('/').at(-1));
  });

  it('a reset link is not an invitation, leads nowhere for who is kept out, and nobody makes their own', async () => {
    const path = await resetLink('advisor');
    expect(refusal(await visitor(server).get(path.replace('passwordResets', 'invitations')))).toBe('410 linkGone');
    await server.database.updateTable('person').set({ active: 0 }).where('login', '=', 'advisor').execute();
    expect(refusal(await visitor(server).get(path))).toBe('410 linkGone');
    const json = { password: 'รหัสใหม่ที่ยาวพอ' };
    expect(refusal(await visitor(server).ask('POST', path, { json }))).toBe('410 linkGone');
    expect(refusal(await admin.ask('POST', `/api/people/${world.personIds.admin}/passwordReset`))).toBe(
      '403 forbidden',
    );
    expect(refusal(await admin.ask('POST', `/api/people/${world.personIds.advisor}/passwordReset`))).toBe(
      '404 notFound',
    );
  });

  it("an administrator sets anybody's e-mail and the own; nobody else does, and not of another agency", async () => {
    const path = (login: string) => `/api/people/${world.personIds[login]}/email`;
    const json = { email: 'advisor@example.org' };
    expect((await admin.ask('PUT', path('advisor'), { json })).status).toBe(204);
    expect((await admin.ask('PUT', path('admin'), { json: { email: null } })).status).toBe(204);
    const { body } = await admin.get(`/api/cycles/${world.cycle}/accounts`);
    const emails = Object.fromEntries(
      z
        .array(accountSchema)
        .parse(body)
        .map(({ login, email }) => [login, email]),
    );
    expect([emails.advisor, emails.admin]).toEqual(['advisor@example.org', null]);
    const secretariat = await visitAs(server, 'secretariat');
    expect(refusal(await secretariat.ask('PUT', path('advisor'), { json }))).toBe('403 forbidden');
    expect(refusal(await admin.ask('PUT', path('foreigner'), { json }))).toBe('404 notFound');
    expect(refusal(await admin.ask('PUT', path('advisor'), { json: { email: 'a@b\r\nBcc: c@d.th' } }))).toBe(
      '422 invalid',
    );
  });
});

it('guessing links is under the limit of failed sign-ins', async () => {
  const [store] = testStores;
  if (!store) throw new Error('there is always SQLite');
  const location = await store.locate(onTestFinished);
  const server = await startTestServer(location, onTestFinished, { LIMIT_SIGN_IN_PER_MINUTE: '3' });
  const answers: string[] = [];
  for (let n = 0; n < 5; n++) answers.push(refusal(await visitor(server).get(`/api/invitations/guess-${n}`)));
  expect(answers).toEqual([
    ...Array.from({ length: 3 }, () => '410 linkGone'),
    ...Array.from({ length: 2 }, () => '429 tooManyAttempts'),
  ]);
});
