import { openSessionSchema } from '@ruam/shared/api/people.ts';
import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { agencyChain, readAudit } from '../events/audit.ts';
import { RawPeer } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { testPassword } from '../testing/people.ts';
import { refusal, signIn, startTestServer, type TestServer, visitAs, visitor } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

const next = 'รหัสผ่านอันใหม่';

describe.each(testStores)("a person's own sign-in, on $name", ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd, { LIMIT_SIGN_IN_PER_MINUTE: '0' });
    world = await makeWorld(server.database);
  });

  async function socketOf(cookie: string): Promise<RawPeer> {
    const { id } = await server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', world.cycle)
      .where('kind', '=', 'evidence')
      .limit(1)
      .executeTakeFirstOrThrow();
    const url = `${server.url.replace('http:', 'ws:')}/sync/${id}`;
    const peer = new RawPeer(new WebSocket(url, { headers: { cookie } }));
    onTestFinished(() => peer.ws.terminate());
    return peer.joined();
  }

  it('a new password needs the old one, ends the other sessions and keeps this one', async () => {
    const [here, there] = [await signIn(server, 'cat4-chair'), await visitAs(server, 'cat4-chair')];
    const peer = await socketOf(there.cookie);
    const change = (json: object) => here.ask('PUT', '/api/session/password', { json });
    expect(refusal(await change({ current: 'wrong', next }))).toBe('401 badCredentials');
    expect(refusal(await change({ current: testPassword, next: 'short' }))).toBe('422 weakPassword');
    expect((await here.get('/api/session')).status).toBe(200);
    expect((await change({ current: testPassword, next })).status).toBe(204);
    expect(await peer.closedWith()).toBe(closeCodes.signedOut);
    expect(refusal(await there.get('/api/session'))).toBe('401 notSignedIn');
    expect((await here.get('/api/session')).status).toBe(200);
    const again = (password: string) =>
      visitor(server).ask('POST', '/api/session', { json: { login: 'cat4-chair', password } });
    expect(refusal(await again(testPassword))).toBe('401 badCredentials');
    expect((await again(next)).status).toBe(200);
  });

  it('lists where one is signed in, and never an id that signs in, nor its hash', async () => {
    const own = await visitor(server).ask('POST', '/api/session', {
      json: { login: 'cat7-chair', password: testPassword },
      headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' },
    });
    const here = visitor(server, own.headers.get('set-cookie')?.split(';')[0]);
    await visitAs(server, 'cat7-chair');
    await visitAs(server, 'observer');
    const answer = await here.get('/api/sessions');
    const sessions = z.array(openSessionSchema).parse(answer.body);
    expect(sessions).toHaveLength(2);
    expect(sessions.find(({ isCurrent }) => isCurrent)).toMatchObject({
      userAgent: 'Firefox 145 · Linux',
      address: '127.0.0.1',
      lastSeenAt: expect.any(Number),
    });
    const rows = await server.database.selectFrom('session').select('idHash').execute();
    for (const { idHash } of rows) expect(answer.text).not.toContain(idHash);
    expect(answer.text).not.toContain(here.cookie.split('=')[1]);
  });

  it('when it was last seen is written at most once a minute', async () => {
    const here = await visitAs(server, 'cat3-secretary');
    const seen = async () =>
      (
        await server.database
          .selectFrom('session')
          .select('lastSeenAt')
          .where('personId', '=', world.personIds['cat3-secretary'] ?? '')
          .executeTakeFirstOrThrow()
      ).lastSeenAt;
    await here.get('/api/session');
    const first = await seen();
    await here.get('/api/session');
    expect(await seen()).toBe(first);
    await server.database.updateTable('session').set({ lastSeenAt: 1 }).execute();
    await here.get('/api/session');
    expect(await seen()).toBeGreaterThan(1);
  });

  it("ends one session or all others, with their sockets, and nobody else's", async () => {
    const [here, there, third] = [
      await visitAs(server, 'steering-member'),
      await visitAs(server, 'steering-member'),
      await visitAs(server, 'steering-member'),
    ];
    const idOf = async (who: typeof here) =>
      z
        .array(openSessionSchema)
        .parse((await who.get('/api/sessions')).body)
        .find(({ isCurrent }) => isCurrent)?.id;
    const peer = await socketOf(there.cookie);
    const stranger = await visitAs(server, 'observer');
    const path = `/api/sessions/${await idOf(there)}`;
    expect(refusal(await stranger.ask('DELETE', path))).toBe('404 notFound');
    expect((await here.ask('DELETE', path)).status).toBe(204);
    expect(await peer.closedWith()).toBe(closeCodes.signedOut);
    expect(refusal(await here.ask('DELETE', path))).toBe('404 notFound');
    expect((await here.ask('DELETE', '/api/sessions')).status).toBe(204);
    expect(refusal(await third.get('/api/session'))).toBe('401 notSignedIn');
    expect([(await here.get('/api/session')).status, (await stranger.get('/api/session')).status]).toEqual([200, 200]);
  });

  it('signing in and out is in the audit; a flood of failed ones is told, not written out', async () => {
    const types = async () =>
      (await readAudit(server.database, agencyChain(world.agency), 0, 10_000)).filter(
        ({ subject }) => subject.person === world.personIds['steering-chair'],
      );
    const chair = await signIn(server, 'steering-chair');
    await chair.ask('DELETE', '/api/session');
    const wrong = { login: 'steering-chair', password: 'my secret typed wrong' };
    for (let n = 0; n < 12; n++) await visitor(server).ask('POST', '/api/session', { json: wrong });
    const entries = await types();
    expect(entries.map(({ type }) => type)).toEqual([
      'session.started',
      'session.ended',
      ...Array.from({ length: 5 }, () => 'session.failed'),
    ]);
    await visitor(server).ask('POST', '/api/session', { json: { login: 'hunter2-typed-as-login', password: 'x' } });
    const all = JSON.stringify(await readAudit(server.database, agencyChain(world.agency), 0, 10_000));
    expect(all).not.toContain('hunter2');
    expect(all).not.toContain('my secret');
  });
});
