import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import WebSocket from 'ws';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { memoryDatabase, testStores } from '../testing/databases.ts';
import { startTestServer, type TestServer, testOrigin, type Visitor, visitAs, visitor } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { createLiveHub } from './liveHub.ts';
import { createLiveServer } from './liveSocket.ts';

interface Frame {
  readonly seq?: number;
  readonly type: string;
}

interface Follower {
  readonly socket: WebSocket;
  readonly frames: Frame[];
  /** The close code, or the HTTP status of a refused upgrade. */
  readonly ended: Promise<number>;
}

function follow(url: string, path: string, headers: Record<string, string>): Follower {
  const socket = new WebSocket(`${url.replace('http:', 'ws:')}${path}`, { headers });
  onTestFinished(() => socket.terminate());
  /** Those with a seq: the others say what was read anew, whenever that was done. */
  const frames: Frame[] = [];
  socket.on('message', (text) => {
    const frame: Frame = JSON.parse(String(text));
    if (frame.seq !== undefined) frames.push(frame);
  });
  const ended = new Promise<number>((resolve) => {
    socket.on('close', resolve);
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
  return { socket, frames, ended };
}

describe.each(testStores)('the live channel on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  let chair: Visitor;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
    chair = await visitAs(server, 'cat3-chair');
  });

  const join = (who: Visitor, query = '', headers: Record<string, string> = {}) =>
    follow(server.url, `/live/${world.cycle}${query}`, { cookie: who.cookie, ...headers });

  const claim = async (level: string) => {
    const answer = await chair.ask('PUT', `/api/cycles/${world.cycle}/items/3.3/claim`, { json: { level } });
    expect(answer.status).toBe(200);
  };

  const newest = async () => (JSON.parse((await chair.get(`/api/audit?cycle=${world.cycle}`)).text) as Frame[]).length;

  it('a claim reaches everybody in the cycle as a frame of ids, numbered as its audit entry', async () => {
    const observer = await visitAs(server, 'observer');
    const followers = [join(chair), join(observer, '', { origin: testOrigin })];
    await Promise.all(followers.map(({ socket }) => once(socket, 'open')));
    // The upgrade is answered before the session is read: join for certain by naming a seq.
    const from = await newest();
    for (const { socket } of followers) socket.send(JSON.stringify({ last: from }));
    await claim('basic');
    await claim('advance');
    for (const { frames } of followers) {
      await vi.waitUntil(() => frames.some(({ seq }) => seq === from + 2));
      expect(frames.map(({ seq }) => seq)).toEqual([from + 1, from + 2]);
      expect(frames[0]).toMatchObject({ type: 'item.claimed', cycle: world.cycle, item: '3.3' });
    }
  });

  it.each(['?last=', '?seq='])('%s names the last seq: what was missed comes first', async (query) => {
    const from = await newest();
    await claim('basic');
    await claim('significance');
    const { frames } = join(chair, `${query}${from}`);
    await vi.waitUntil(() => frames.length >= 2);
    expect(frames.map(({ seq }) => seq)).toEqual([from + 1, from + 2]);
  });

  it('naming it several times in a row does not double what follows', async () => {
    const { socket, frames } = join(chair);
    await once(socket, 'open');
    const from = await newest();
    for (let n = 0; n < 20; n++) socket.send(JSON.stringify({ last: from }));
    for (const text of ['', 'null', '{"last":-1}', '{"last":"1"}', '[]']) socket.send(text);
    for (const level of ['basic', 'advance']) {
      await claim(level);
      const seq = from + (level === 'basic' ? 1 : 2);
      await vi.waitUntil(() => frames.at(-1)?.seq === seq);
    }
    socket.ping();
    await once(socket, 'pong');
    expect(frames.filter(({ seq }) => seq === from + 2)).toHaveLength(1);
  });

  it('a seq that this chain never had: reload', async () => {
    const { frames } = join(chair, '?last=99999');
    await vi.waitUntil(() => frames.length > 0);
    expect(frames).toEqual([{ seq: await newest(), type: 'reload' }]);
  });

  it('without a session: 4401', async () => {
    expect(await follow(server.url, `/live/${world.cycle}`, {}).ended).toBe(4401);
    expect(await follow(server.url, `/live/${world.cycle}`, { cookie: 'ruam_session=abc' }).ended).toBe(4401);
  });

  it.each(['foreigner', 'seatless'])('%s: 4404, as for a cycle that is not there', async (login) => {
    const stranger = await visitAs(server, login);
    expect(await join(stranger).ended).toBe(4404);
    expect(await follow(server.url, '/live/unknown', { cookie: stranger.cookie }).ended).toBe(4404);
  });

  it.each(['/live/%zz', '/live/', '/live/%00', '/live/a/b?last=x&seq=', '/live/?last=%ff'])(
    'an address that names nothing ends its own connection only: %s',
    async (path) => {
      expect(await follow(server.url, path, { cookie: chair.cookie }).ended).toBe(4404);
      expect((await visitor(server).get('/healthz')).status).toBe(200);
    },
  );

  it('a page of another origin is refused at the upgrade, any other address is not there', async () => {
    expect(await join(chair, '', { origin: 'http://evil.test' }).ended).toBe(403);
    expect(await follow(server.url, '/elsewhere', { cookie: chair.cookie }).ended).toBe(404);
  });

  it('an upgrade that is refused and reset at once does not end the server', async () => {
    for (let n = 0; n < 20; n++) {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      await once(socket, 'connect');
      const head = 'GET /elsewhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
      socket.write(head, () => socket.resetAndDestroy());
      await once(socket, 'close');
    }
    expect((await visitor(server).get('/healthz')).status).toBe(200);
  });

  it('signing out closes what runs on the session, and only that', async () => {
    const [one, other] = [await visitAs(server, 'observer'), await visitAs(server, 'observer')];
    const [ends, stays] = [join(one, '?last=99999'), join(other, '?last=99999')];
    await vi.waitUntil(() => ends.frames.length > 0 && stays.frames.length > 0);
    await one.ask('DELETE', '/api/session');
    expect(await ends.ended).toBe(4401);
    expect(stays.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('a message that is far too large closes its own connection', async () => {
    const { socket, ended } = join(chair);
    await once(socket, 'open');
    socket.send('x'.repeat(10_000));
    expect(await ended).toBe(1009);
  });
});

it('a right that is lost without a word is noticed at the next keep-alive', async () => {
  const database = await memoryDatabase(onTestFinished);
  let mayRead = true;
  const live = createLiveServer(
    createLiveHub(database, () => undefined),
    {
      authenticate: async () => ({ id: 'p', name: 'p', sessionId: 's', sessionExpiresAt: 0 }),
      mayRead: async () => mayRead,
    },
    {},
    20,
  );
  const http = createServer();
  http.on('upgrade', live.handleUpgrade);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => void http.close());
  const address = http.address();
  const port = typeof address === 'object' ? address?.port : null;
  const { socket, ended } = follow(`http://127.0.0.1:${port}`, '/live/c', {});
  await once(socket, 'ping');
  expect(socket.readyState).toBe(WebSocket.OPEN);
  mayRead = false;
  expect(await ended).toBe(4404);
});

it('the end of the server says so to its followers: 4503', async () => {
  const [store] = testStores;
  if (!store) throw new Error('there is always SQLite');
  const server = await startTestServer(await store.locate(onTestFinished), onTestFinished);
  const world = await makeWorld(server.database);
  const { cookie } = await visitAs(server, 'observer');
  const { socket, ended } = follow(server.url, `/live/${world.cycle}`, { cookie });
  await once(socket, 'open');
  await server.stop();
  expect(await ended).toBe(4503);
});
