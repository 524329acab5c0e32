import { request } from 'node:http';
import { join } from 'node:path';
import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { RawPeer } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

describe.each(testStores)('rights that change reach what is open at once, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  let documentId: string;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
    const row = await server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', world.cycle)
      .where('item', '=', '3.3')
      .where('level', '=', 'basic')
      .executeTakeFirstOrThrow();
    documentId = row.id;
  });

  /** As the command line does it, over the socket of the data directory. */
  function local(path: string, body: object): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const socketPath = join(server.dataDir, 'ruam.sock');
    const asked = request({ socketPath, path, method: 'POST' }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
    return promise;
  }

  async function join3(login: string): Promise<RawPeer> {
    const { cookie } = await visitAs(server, login);
    const url = `${server.url.replace('http:', 'ws:')}/sync/${documentId}`;
    const peer = new RawPeer(new WebSocket(url, { headers: { cookie } }));
    onTestFinished(() => peer.ws.terminate());
    return peer.joined();
  }

  it('S2 who is deactivated is signed out everywhere, with 4401, and does not get in', async () => {
    const peer = await join3('observer');
    const observer = await visitAs(server, 'observer');
    expect(await local('/users/observer/deactivate', {})).toBe(200);
    expect(await peer.closedWith()).toBe(closeCodes.signedOut);
    expect(refusal(await observer.get('/api/session'))).toBe('401 notSignedIn');
    expect(refusal(await (await visitAs(server, 'observer')).get('/api/session'))).toBe('401 notSignedIn');
    expect(await local('/users/observer/activate', {})).toBe(200);
    await join3('observer');
    expect(await local('/users/nobody/deactivate', {})).toBe(404);
  });

  it('S2 who loses the seat is closed with 4403; who gets another one may write without a reload', async () => {
    const [member, other] = [await join3('cat3-member'), await join3('cat4-chair')];
    const { cycle } = world;
    expect(await local('/users/cat3-member/unseat', { cycle })).toBe(200);
    expect(await member.closedWith()).toBe(closeCodes.forbidden);
    expect(await local('/users/cat3-member/unseat', { cycle })).toBe(422);
    expect(await local('/users/cat4-chair/seat', { cycle, body: 'category-3', role: 'member' })).toBe(200);
    await other.acked(1);
    expect(other.closed).toBeNull();
  });
});
