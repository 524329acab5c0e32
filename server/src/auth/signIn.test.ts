import { sessionSchema } from '@ruam/shared/api/api.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { testPassword } from '../testing/people.ts';
import { refusal, signIn, startTestServer, type TestServer, testOrigin, visitor } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

describe.each(testStores)('signing in, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
  });

  const attempt = (login: string, password: string) =>
    visitor(server).ask('POST', '/api/session', { json: { login, password } });

  it('answers the person with every role, and sets the cookie', async () => {
    const answer = await attempt('cat3-chair', testPassword);
    expect(answer.status).toBe(200);
    const { person } = sessionSchema.parse(answer.body);
    expect(person).toEqual({
      id: world.personIds['cat3-chair'],
      login: 'cat3-chair',
      name: 'ชื่อ cat3-chair',
      roles: [{ cycle: world.cycle, body: 'category-3', role: 'chair' }],
    });
    expect(answer.text).not.toContain('argon2');
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    const later = await visitor(server, cookie.split(';')[0]).get('/api/session');
    expect([later.status, later.body]).toEqual([200, answer.body]);
  });

  it.each([
    ['a wrong password', 'observer', 'wrong'],
    ['nobody with that login', 'nobody', testPassword],
    ['SQL in the login', `' or 1=1 --`, testPassword],
  ])('%s: 401 badCredentials, and no cookie', async (_what, login, password) => {
    const answer = await attempt(login, password);
    expect(refusal(answer)).toBe('401 badCredentials');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('a suspended person is told so, but only with the right password, and a session of before is over', async () => {
    const member = await signIn(server, 'cat3-member');
    await server.database.updateTable('person').set({ active: 0 }).where('login', '=', 'cat3-member').execute();
    expect(refusal(await attempt('cat3-member', 'ผิดแน่นอน'))).toBe('401 badCredentials');
    expect(refusal(await attempt('cat3-member', testPassword))).toBe('403 accountSuspended');
    expect(refusal(await member.get('/api/session'))).toBe('401 notSignedIn');
  });

  it('without a session: 401 notSignedIn', async () => {
    expect(refusal(await visitor(server).get('/api/session'))).toBe('401 notSignedIn');
    expect(refusal(await visitor(server, 'ruam_session=made-up').get('/api/session'))).toBe('401 notSignedIn');
  });

  it("another application's broken cookie signs nobody out", async () => {
    const { cookie } = await signIn(server, 'admin');
    expect((await visitor(server, `foreign=%ff; ${cookie}`).get('/api/session')).status).toBe(200);
  });

  it('signing out ends the session, not only the cookie; doing it twice is no error', async () => {
    const admin = await signIn(server, 'admin');
    const answer = await admin.ask('DELETE', '/api/session');
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers.get('set-cookie')).toMatch(/^ruam_session=; .*Max-Age=0/);
    expect(refusal(await admin.get('/api/session'))).toBe('401 notSignedIn');
    expect((await admin.ask('DELETE', '/api/session')).status).toBe(204);
  });

  it('signing in on top of a session ends the one before', async () => {
    const first = await signIn(server, 'admin');
    const answer = await first.ask('POST', '/api/session', { json: { login: 'observer', password: testPassword } });
    expect(answer.status).toBe(200);
    expect(refusal(await first.get('/api/session'))).toBe('401 notSignedIn');
    const second = visitor(server, answer.headers.get('set-cookie')?.split(';')[0]);
    expect(sessionSchema.parse((await second.get('/api/session')).body).person.login).toBe('observer');
  });

  it('a session past half of its life gets a new cookie, and stays signed in', async () => {
    const advisor = await signIn(server, 'advisor');
    const soon = Date.now() + 2 * 86_400_000;
    await server.database
      .updateTable('session')
      .set({ expiresAt: soon })
      .where('personId', '=', world.personIds.advisor ?? '')
      .execute();
    const renewed = await advisor.get('/api/session');
    expect(renewed.status).toBe(200);
    expect(renewed.headers.get('set-cookie')).toContain(`${advisor.cookie};`);
    const again = await advisor.get('/api/session');
    expect([again.status, again.headers.get('set-cookie')]).toEqual([200, null]);
  });

  it.each([
    ['no password', { login: 'admin' }],
    ['no login', { password: 'x' }],
    ['an empty login', { login: '', password: 'x' }],
    ['numbers', { login: 1, password: 2 }],
    ['a login of ten thousand letters', { login: 'x'.repeat(10_000), password: 'x' }],
    ['NUL in the login', { login: 'observer\u0000', password: testPassword }],
    ['half a letter in the login', { login: '\ud800', password: testPassword }],
    ['a list', []],
    ['null', null],
  ])('%s: 422 invalid', async (_what, json) => {
    expect(refusal(await visitor(server).ask('POST', '/api/session', { json }))).toBe('422 invalid');
  });
});

describe.each(testStores)('the limit of failed sign-ins, on $name', ({ locate }) => {
  const password = 'wrong';
  const forwarded = (address: string) => ({ 'x-forwarded-for': address });

  async function startLimited(environment: Record<string, string>): Promise<TestServer> {
    const server = await startTestServer(await locate(onTestFinished), onTestFinished, environment);
    await makeWorld(server.database);
    return server;
  }

  const statuses = async (server: TestServer, times: number, headers: Record<string, string> = {}) => {
    const tries = Array.from({ length: times }, () =>
      visitor(server).ask('POST', '/api/session', { json: { login: 'admin', password }, headers }),
    );
    return (await Promise.all(tries)).map(refusal).sort();
  };

  it('parallel guesses: as many answers as the limit, then 429; right passwords at once are no guesses', async () => {
    const server = await startLimited({ LIMIT_SIGN_IN_PER_MINUTE: '3' });
    const all = await Promise.all(Array.from({ length: 12 }, () => signIn(server, 'observer')));
    expect(all).toHaveLength(12);
    expect(await statuses(server, 6)).toEqual([
      ...Array.from({ length: 3 }, () => '401 badCredentials'),
      ...Array.from({ length: 3 }, () => '429 tooManyAttempts'),
    ]);
    await expect(signIn(server, 'admin')).rejects.toThrow('tooManyAttempts');
    await signIn(server, 'observer');
  });

  it('X-Forwarded-For counts only behind a trusted proxy, and only what that wrote', async () => {
    const direct = await startLimited({ LIMIT_SIGN_IN_PER_MINUTE: '1' });
    expect(await statuses(direct, 1, forwarded('1.1.1.1'))).toEqual(['401 badCredentials']);
    expect(await statuses(direct, 1, forwarded('2.2.2.2'))).toEqual(['429 tooManyAttempts']);
    const proxied = await startLimited({ LIMIT_SIGN_IN_PER_MINUTE: '1', TRUST_PROXY: '1' });
    expect(await statuses(proxied, 1, forwarded('1.1.1.1'))).toEqual(['401 badCredentials']);
    expect(await statuses(proxied, 1, forwarded('9.9.9.9, 1.1.1.1'))).toEqual(['429 tooManyAttempts']);
    expect(await statuses(proxied, 1, forwarded('1.1.1.1, 2.2.2.2'))).toEqual(['401 badCredentials']);
  });

  it('0 = off', async () => {
    const server = await startLimited({ LIMIT_SIGN_IN_PER_MINUTE: '0' });
    expect(new Set(await statuses(server, 30))).toEqual(new Set(['401 badCredentials']));
  });
});

describe('the Origin', () => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let cookie: string;
  beforeAll(async () => {
    const [store] = testStores;
    if (!store) throw new Error('there is always SQLite');
    server = await startTestServer(await store.locate(atEnd), atEnd);
    await makeWorld(server.database);
    ({ cookie } = await signIn(server, 'secretariat'));
  });

  const form = () => {
    const data = new FormData();
    data.set('file', new File(['x'], 'report.txt'));
    return data;
  };
  const questions = [
    ['signing in', 'POST', '/api/session', () => ({ json: { login: 'admin', password: testPassword } })],
    ['signing out', 'DELETE', '/api/session', () => ({})],
    ['a claim', 'PUT', '/api/cycles/x/items/1.1/claim', () => ({ json: { level: null } })],
    ['a form', 'POST', '/api/imports', () => ({ body: form() })],
    ['a commit without a body', 'POST', '/api/imports/x/commit', () => ({})],
    ['bytes', 'POST', '/api/documents/x/rescues', () => ({ body: 'x' })],
    ['an address that does not exist', 'PATCH', '/api/nothing', () => ({})],
  ] as const;
  const foreign = ['', 'null', 'http://evil.test', `${testOrigin}.evil.test`, 'https://ruam.test', 'http://127.0.0.1'];

  describe.each(questions)('%s', (_what, method, path, question) => {
    it.each(foreign)('from %j: 403 badOrigin', async (origin) => {
      const asked = question();
      const answer = await visitor(server, cookie).ask(method, path, { ...asked, headers: { origin } });
      expect(refusal(answer)).toBe('403 badOrigin');
      expect(answer.headers.get('set-cookie')).toBeNull();
    });
  });

  it('is never taken from the Host', async () => {
    const own = await visitor(server, cookie).ask('DELETE', '/api/session', { headers: { origin: server.url } });
    expect(refusal(own)).toBe('403 badOrigin');
    expect((await visitor(server, cookie).get('/api/session')).status).toBe(200);
  });

  it.each(['GET', 'HEAD', 'OPTIONS'])('%s changes nothing and needs none', async (method) => {
    const answer = await visitor(server, cookie).ask(method, '/api/cycles', {
      headers: { origin: 'http://evil.test' },
    });
    expect(answer.status).not.toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});
