import {
  type NotificationAnswer,
  notificationCountSchema,
  notificationSchema,
  notificationSettingsSchema,
} from '@ruam/shared/api/notifications.ts';
import { notificationKinds } from '@ruam/shared/notifications/kinds.ts';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { until } from '../sync/testBed.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { readLetter, startTestSmtp } from './testSmtp.ts';

describe.each(testStores)('notifications over HTTP, on $name', ({ locate }) => {
  let server: TestServer;
  let world: World;
  beforeEach(async () => {
    server = await startTestServer(await locate(onTestFinished), onTestFinished);
    world = await makeWorld(server.database);
  });

  const listOf = async (login: string, query = ''): Promise<NotificationAnswer[]> =>
    z.array(notificationSchema).parse((await (await visitAs(server, login)).get(`/api/notifications${query}`)).body);
  const unreadOf = async (login: string): Promise<number> =>
    notificationCountSchema.parse((await (await visitAs(server, login)).get('/api/notifications/count')).body).unread;

  async function claim(code: string, level: string): Promise<void> {
    const chair = await visitAs(server, 'cat3-chair');
    const { status } = await chair.ask('PUT', `/api/cycles/${world.cycle}/items/${code}/claim`, { json: { level } });
    expect(status).toBe(200);
  }

  /** Three claims, and the secretariat is told of them. */
  async function threeClaims(): Promise<NotificationAnswer[]> {
    for (const level of ['basic', 'advance', 'significance']) await claim('3.1', level);
    await until(async () => (await unreadOf('secretariat')) === 3, 'the secretariat is told');
    return listOf('secretariat');
  }

  const mailStates = async (): Promise<string[]> =>
    (await server.database.selectFrom('notification').select('mailState').execute()).map(({ mailState }) => mailState);

  it('everybody lists their own, newest first, page by page, and marks them as read', async () => {
    const all = await threeClaims();
    expect(all.map(({ subject }) => subject.level)).toEqual(['significance', 'advance', 'basic']);
    expect(all[0]).toMatchObject({
      kind: 'claim',
      cycle: world.cycle,
      readAt: null,
      actorName: 'ชื่อ cat3-chair',
      subject: { item: '3.1', category: '3', event: 'item.claimed', actor: world.personIds['cat3-chair'] },
    });
    for (const login of ['cat3-chair', 'cat3-member', 'foreigner', 'seatless', 'observer'])
      expect(await listOf(login)).toEqual([]);
    const [newest, middle, oldest] = all;
    const first = await listOf('secretariat', '?limit=2');
    expect(first.map(({ id }) => id)).toEqual([newest?.id, middle?.id]);
    expect((await listOf('secretariat', `?limit=2&before=${middle?.id}`)).map(({ id }) => id)).toEqual([oldest?.id]);

    const secretariat = await visitAs(server, 'secretariat');
    const read = await secretariat.ask('PUT', `/api/notifications/${middle?.id}`, { json: { read: true } });
    expect([read.status, read.body]).toEqual([200, { unread: 2 }]);
    expect((await listOf('secretariat', '?unread=true')).map(({ id }) => id)).toEqual([newest?.id, oldest?.id]);
    await secretariat.ask('PUT', `/api/notifications/${middle?.id}`, { json: { read: false } });
    expect(await unreadOf('secretariat')).toBe(3);
    const through = await secretariat.ask('PUT', '/api/notifications', { json: { readThrough: newest?.at } });
    expect(through.body).toEqual({ unread: 0 });
  });

  it("another's notification is not there: neither to read, nor to mark, nor to page from", async () => {
    const [newest] = await threeClaims();
    for (const login of ['cat3-chair', 'foreigner']) {
      const visitor = await visitAs(server, login);
      const marked = await visitor.ask('PUT', `/api/notifications/${newest?.id}`, { json: { read: true } });
      expect(refusal(marked)).toBe('404 notFound');
      expect(refusal(await visitor.get(`/api/notifications?before=${newest?.id}`))).toBe('404 notFound');
      await visitor.ask('PUT', '/api/notifications', { json: { readThrough: Date.now() } });
    }
    expect(await unreadOf('secretariat')).toBe(3);
  });

  it('who loses the right to read the cycle sees none of it any more', async () => {
    await threeClaims();
    await server.database
      .deleteFrom('seat')
      .where('personId', '=', world.personIds.secretariat ?? '')
      .execute();
    expect(await listOf('secretariat')).toEqual([]);
    expect(await unreadOf('secretariat')).toBe(0);
  });

  it('settings: what holds by default, and a change of some kinds', async () => {
    const visitor = await visitAs(server, 'cat3-member');
    const settings = async () =>
      notificationSettingsSchema.parse((await visitor.get('/api/notifications/settings')).body);
    expect(Object.keys((await settings()).settings)).toEqual([...notificationKinds]);
    expect(await settings()).toMatchObject({
      settings: { mention: { inApp: true, mail: 'now' }, claim: { inApp: true, mail: 'daily' } },
      mail: { isSent: false, hasAddress: false },
    });
    const change = { mention: { inApp: false, mail: 'daily' } };
    expect((await visitor.ask('PUT', '/api/notifications/settings', { json: change })).status).toBe(200);
    await visitor.ask('PUT', '/api/notifications/settings', { json: { seat: { inApp: true, mail: 'off' } } });
    expect((await settings()).settings).toMatchObject({ ...change, seat: { inApp: true, mail: 'off' } });
  });

  it.each([
    ['PUT', '/api/notifications/settings', { gossip: { inApp: true, mail: 'now' } }],
    ['PUT', '/api/notifications/settings', { mention: { inApp: true, mail: 'hourly' } }],
    ['PUT', '/api/notifications', { readThrough: 'now' }],
    ['PUT', '/api/notifications/x', { read: 'yes' }],
    ['GET', '/api/notifications?limit=1000', undefined],
  ])('refuses %s %s with %j', async (method, path, json) => {
    const visitor = await visitAs(server, 'observer');
    expect(refusal(await visitor.ask(method, path, json === undefined ? {} : { json }))).toBe('422 invalid');
  });

  it('a server mails what is due when it starts, with links to its public address, and nothing twice', async () => {
    const smtp = await startTestSmtp(onTestFinished);
    await threeClaims();
    await server.database
      .updateTable('person')
      .set({ email: 'secretariat@example.go.th' })
      .where('login', '=', 'secretariat')
      .execute();
    await server.database.updateTable('notification').set({ mailState: 'waiting', mailAfter: 1 }).execute();
    const environment = { SMTP_URL: smtp.url, MAIL_FROM: 'ruam@example.go.th' };
    for (const _ of ['first', 'second']) {
      await server.stop();
      server = await startTestServer(server.location, onTestFinished, environment);
      await until(async () => (await mailStates()).every((state) => state === 'sent'), 'all of it is mailed');
    }
    expect(smtp.taken.map(({ to }) => to)).toEqual([['secretariat@example.go.th']]);
    const { text } = readLetter(smtp.taken[0]?.source ?? '');
    expect(text).toContain(`http://ruam.test/cycles/${world.cycle}/categories/3/items/3.1`);
    const secretariat = await visitAs(server, 'secretariat');
    const settings = notificationSettingsSchema.parse((await secretariat.get('/api/notifications/settings')).body);
    expect(settings.mail).toEqual({ isSent: true, hasAddress: true });
  });

  it('only the windows of the person hear at once, whichever cycle they follow', async () => {
    const listen = async (login: string): Promise<{ types: string[] }> => {
      const { cookie } = await visitAs(server, login);
      const url = `${server.url.replace('http:', 'ws:')}/live/${world.cycle}?last=0`;
      const socket = new WebSocket(url, { headers: { cookie } });
      onTestFinished(() => socket.terminate());
      const types: string[] = [];
      socket.on('message', (data) => types.push(z.object({ type: z.string() }).parse(JSON.parse(String(data))).type));
      await until(() => types.includes('cycle.imported'), `${login} follows`);
      return { types };
    };
    const [told, other] = [await listen('secretariat'), await listen('cat3-member')];
    await claim('3.1', 'basic');
    await until(() => told.types.includes('notified'), 'the secretariat hears');
    await until(() => other.types.includes('item.claimed'), 'the others hear of the claim');
    expect(other.types).not.toContain('notified');
  });
});
