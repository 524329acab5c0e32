import { sessionSchema } from '@ruam/shared/api/api.ts';
import { oidcLinkSchema } from '@ruam/shared/api/people.ts';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { agencyChain, readAudit } from '../events/audit.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { testPassword } from '../testing/people.ts';
import {
  type Answer,
  refusal,
  startTestServer,
  type TestServer,
  testOrigin,
  visitAs,
  visitor,
} from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { clientId, clientSecret, startTestProvider, type TestProvider } from './testProvider.ts';

describe.each(testStores)('signing in with a provider, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  let provider: TestProvider;
  beforeAll(async () => {
    // It warns of what only a production needs.
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.spyOn(console, 'info').mockImplementation(() => undefined);
    provider = await startTestProvider(`${testOrigin}/api/oidc/callback`, atEnd);
    server = await startTestServer(await locate(atEnd), atEnd, {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: 'กระทรวงทดสอบ',
      OIDC_BIND_EMAIL: '1',
    });
    world = await makeWorld(server.database);
  });

  const setEmail = (login: string, email: string) =>
    server.database.updateTable('person').set({ email }).where('login', '=', login).execute();
  const cookieNamed = (answer: Answer, name: string) =>
    answer.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0] ?? '')
      .find((line) => line.startsWith(`${name}=`) && line !== `${name}=`) ?? '';

  /** Begins here and goes through the provider; the way back and what the browser holds. */
  async function goThrough(account: string): Promise<{ path: string; ticket: string }> {
    const begun = await visitor(server).get('/api/oidc/start');
    expect(begun.status).toBe(302);
    expect(begun.headers.get('set-cookie')).toMatch(/^ruam_oidc=.*; Path=\/api\/oidc; HttpOnly; SameSite=Lax/);
    const back = new URL(await provider.signIn(begun.headers.get('location') ?? '', account));
    return { path: back.pathname + back.search, ticket: cookieNamed(begun, 'ruam_oidc') };
  }
  async function signInAs(account: string): Promise<Answer> {
    const { path, ticket } = await goThrough(account);
    return visitor(server, ticket).get(path);
  }
  const whoIs = async (answer: Answer) => {
    const session = await visitor(server, cookieNamed(answer, 'ruam_session')).get('/api/session');
    return sessionSchema.parse(session.body).person.login;
  };

  it('binds by a verified address that is exactly one person’s, and knows them by (issuer, sub) from then on', async () => {
    expect((await visitor(server).get('/api/signIn/options')).body).toEqual({ oidc: { name: 'กระทรวงทดสอบ' } });
    provider.accounts.set('a-1', { email: 'chair3@example.go.th', emailVerified: true });
    await setEmail('cat3-chair', 'chair3@example.go.th');
    const first = await signInAs('a-1');
    expect([first.status, first.headers.get('location')]).toEqual([302, '/']);
    expect(await whoIs(first)).toBe('cat3-chair');
    await setEmail('cat3-chair', 'moved@example.go.th');
    expect(await whoIs(await signInAs('a-1'))).toBe('cat3-chair');
    const entries = await readAudit(server.database, agencyChain(world.agency), 0, 1000);
    expect(entries.map(({ type }) => type)).toEqual(['identity.bound', 'session.started', 'session.started']);
    expect(entries[1]?.subject).toMatchObject({ method: 'oidc' });
  });

  it('makes nobody: an unknown, an unverified and an ambiguous address are sent back to ask for an invitation', async () => {
    const people = await server.database.selectFrom('person').select('id').execute();
    provider.accounts.set('b-1', { email: 'stranger@example.go.th', emailVerified: true });
    provider.accounts.set('b-2', { email: 'advisor@example.go.th', emailVerified: false });
    provider.accounts.set('b-3', { email: 'shared@example.go.th', emailVerified: true });
    provider.accounts.set('b-4', { email: 'Advisor@example.go.th', emailVerified: true });
    await setEmail('advisor', 'advisor@example.go.th');
    await setEmail('cat3-member', 'shared@example.go.th');
    await setEmail('foreigner', 'shared@example.go.th');
    for (const account of ['b-1', 'b-2', 'b-3', 'b-4']) {
      const answer = await signInAs(account);
      expect([answer.headers.get('location'), cookieNamed(answer, 'ruam_session')]).toEqual(['/?oidc=noAccount', '']);
    }
    expect(await server.database.selectFrom('person').select('id').execute()).toHaveLength(people.length);
  });

  it('another state, a replayed callback, no or another ticket, an error: failed, and nobody is signed in', async () => {
    provider.accounts.set('c-1', { email: 'chair4@example.go.th', emailVerified: true });
    await setEmail('cat4-chair', 'chair4@example.go.th');
    const { path, ticket } = await goThrough('c-1');
    const other = await goThrough('c-1');
    const changed = path.replace(/state=[^&]+/, 'state=made-up');
    const expectFailed = async (cookie: string, at: string) => {
      const answer = await visitor(server, cookie).get(at);
      expect([answer.headers.get('location'), cookieNamed(answer, 'ruam_session')]).toEqual(['/?oidc=failed', '']);
    };
    await expectFailed(ticket, changed);
    await expectFailed('', path);
    await expectFailed('ruam_oidc=made-up', path);
    await expectFailed(other.ticket, path);
    await expectFailed(ticket, '/api/oidc/callback?error=access_denied');
    expect(await whoIs(await visitor(server, ticket).get(path))).toBe('cat4-chair');
    await expectFailed(ticket, path);
  });

  it('who is deactivated does not come in this way either', async () => {
    provider.accounts.set('d-1', { email: 'chair7@example.go.th', emailVerified: true });
    await setEmail('cat7-chair', 'chair7@example.go.th');
    const setActive = (active: number) =>
      server.database.updateTable('person').set({ active }).where('login', '=', 'cat7-chair').execute();
    await setActive(0);
    expect((await signInAs('d-1')).headers.get('location')).toBe('/?oidc=noAccount');
    await setActive(1);
    expect(await whoIs(await signInAs('d-1'))).toBe('cat7-chair');
    await setActive(0);
    expect((await signInAs('d-1')).headers.get('location')).toBe('/?oidc=noAccount');
  });

  it('somebody signed in binds their account themselves, once; not by a foreign page, not by another session', async () => {
    provider.accounts.set('e-1', { email: 'whatever@example.go.th', emailVerified: false });
    const own = await visitAs(server, 'steering-chair');
    const foreign = await own.ask('POST', '/api/oidc/link', { headers: { origin: 'http://evil.test' } });
    expect(refusal(foreign)).toBe('403 badOrigin');
    const proof = { json: { password: testPassword } };
    expect(refusal(await visitor(server).ask('POST', '/api/oidc/link', proof))).toBe('401 notSignedIn');
    // A session alone begins nothing: no provider is asked, no ticket is given.
    expect(refusal(await own.ask('POST', '/api/oidc/link'))).toBe('422 invalid');
    const guessed = await own.ask('POST', '/api/oidc/link', { json: { password: 'guessed' } });
    expect([refusal(guessed), cookieNamed(guessed, 'ruam_oidc')]).toEqual(['401 badCredentials', '']);
    const link = async () => {
      const begun = await own.ask('POST', '/api/oidc/link', proof);
      const back = new URL(await provider.signIn(oidcLinkSchema.parse(begun.body).address, 'e-1'));
      return { path: back.pathname + back.search, ticket: cookieNamed(begun, 'ruam_oidc') };
    };
    const stolen = await link();
    const thief = await visitAs(server, 'observer');
    const taken = await visitor(server, `${thief.cookie}; ${stolen.ticket}`).get(stolen.path);
    expect(taken.headers.get('location')).toBe('/?oidc=failed');
    const { path, ticket } = await link();
    const linked = await visitor(server, `${own.cookie}; ${ticket}`).get(path);
    expect(linked.headers.get('location')).toBe('/profile?oidc=linked');
    expect(await whoIs(await signInAs('e-1'))).toBe('steering-chair');
  });
});

it('without OIDC_BIND_EMAIL nobody is known by an address, which others have typed in', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const [store] = testStores;
  if (!store) throw new Error('there is always SQLite');
  const provider = await startTestProvider(`${testOrigin}/api/oidc/callback`, onTestFinished);
  const server = await startTestServer(await store.locate(onTestFinished), onTestFinished, {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
  });
  await makeWorld(server.database);
  const email = 'victim@example.go.th';
  provider.accounts.set('victim', { email, emailVerified: true });
  await server.database.updateTable('person').set({ email }).where('login', '=', 'foreigner').execute();
  const begun = await visitor(server).get('/api/oidc/start');
  const back = new URL(await provider.signIn(begun.headers.get('location') ?? '', 'victim'));
  const ticket = begun.headers.get('set-cookie')?.split(';', 1)[0];
  const answer = await visitor(server, ticket).get(back.pathname + back.search);
  expect(answer.headers.get('location')).toBe('/?oidc=noAccount');
  expect(await server.database.selectFrom('foreignIdentity').selectAll().execute()).toEqual([]);
});

it('without a provider there is no button and no address; one that cannot be reached is told as such', async () => {
  const [store] = testStores;
  if (!store) throw new Error('there is always SQLite');
  const plain = await startTestServer(await store.locate(onTestFinished), onTestFinished);
  expect((await visitor(plain).get('/api/signIn/options')).body).toEqual({ oidc: null });
  expect(refusal(await visitor(plain).get('/api/oidc/start'))).toBe('404 notFound');
  const cut = await startTestServer(await store.locate(onTestFinished), onTestFinished, {
    OIDC_ISSUER: 'http://127.0.0.1:1',
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
  });
  expect(refusal(await visitor(cut).get('/api/oidc/start'))).toBe('503 unavailable');
});
