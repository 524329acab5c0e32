import { once } from 'node:events';
import { type PresenceFrame, type PresentInCycle, presenceFrameSchema } from '@ruam/shared/sync/presenceFrames.ts';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import WebSocket from 'ws';
import { until } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { startTestServer, type TestServer, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { createPresence } from './presence.ts';

/** Somebody's tab: whom it sees now, by name of the login, and every frame it heard. */
interface Tab {
  readonly frames: PresenceFrame[];
  readonly seen: Map<string, PresentInCycle>;
  readonly socket: WebSocket;
  at(document: unknown): void;
}

describe.each(testStores)('S16 who is here, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
  });

  const documentOf = async (item: string, cycle = world.cycle): Promise<string> => {
    const row = await server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', cycle)
      .where('item', '=', item)
      .where('kind', '=', 'evidence')
      .executeTakeFirstOrThrow();
    return row.id;
  };

  async function join(login: string, cycle = world.cycle): Promise<Tab> {
    const { cookie } = await visitAs(server, login);
    const socket = new WebSocket(`${server.url.replace('http:', 'ws:')}/live/${cycle}`, { headers: { cookie } });
    onTestFinished(() => socket.terminate());
    const frames: PresenceFrame[] = [];
    const seen = new Map<string, PresentInCycle>();
    socket.on('message', (text) => {
      const frame = presenceFrameSchema.safeParse(JSON.parse(String(text)));
      if (!frame.success) return;
      frames.push(frame.data);
      if (frame.data.all) seen.clear();
      for (const person of frame.data.people) seen.set(person.id, person);
      for (const id of frame.data.gone) seen.delete(id);
    });
    socket.on('error', () => undefined);
    await once(socket, 'open');
    socket.send('{"at":null}');
    return { frames, seen, socket, at: (document) => socket.send(JSON.stringify({ at: document })) };
  }

  const idOf = (login: string): string => world.personIds[login] ?? '';
  const placesIn = (tab: Tab, login: string) => tab.seen.get(idOf(login))?.places ?? null;

  it('person, item and right are the server’s; one face whatever the tabs; it goes with the last of them', async () => {
    const [member, second, observer] = [await join('cat3-member'), await join('cat3-member'), await join('observer')];
    const [one, other] = [await documentOf('3.1'), await documentOf('3.2')];
    member.at(one);
    second.at(other);
    const both = [
      { document: one, item: '3.1', mayWrite: true },
      { document: other, item: '3.2', mayWrite: true },
    ];
    await until(() => placesIn(observer, 'cat3-member')?.length === 2, 'it is so');
    expect(placesIn(observer, 'cat3-member')).toEqual(both);
    observer.at(one);
    await until(() => placesIn(member, 'observer')?.length === 1, 'it is so');
    expect(placesIn(member, 'observer')).toEqual([{ document: one, item: '3.1', mayWrite: false }]);
    second.socket.close();
    await until(() => placesIn(observer, 'cat3-member')?.length === 1, 'it is so');
    member.at(null);
    await until(() => placesIn(observer, 'cat3-member')?.length === 0, 'it is so');
    member.socket.terminate();
    await until(() => placesIn(observer, 'cat3-member') === null, 'it is so');
    for (const frame of observer.frames) expect(frame).not.toHaveProperty('seq');
  });

  it('a document of nowhere, or of another agency, is no place; what is no place at all is not heard', async () => {
    const [liar, watcher] = [await join('cat4-chair'), await join('advisor')];
    const foreign = await documentOf('3.1', world.foreignCycle);
    const own = await documentOf('4.1');
    for (const wrong of [7, { document: own }, 'x'.repeat(100), ['a']]) liar.at(wrong);
    liar.at(own);
    await until(() => placesIn(watcher, 'cat4-chair')?.length === 1, 'it is so');
    for (const nowhere of [foreign, 'nowhere']) {
      liar.at(own);
      await until(() => placesIn(watcher, 'cat4-chair')?.length === 1, 'it is so');
      liar.at(nowhere);
      await until(() => placesIn(watcher, 'cat4-chair')?.length === 0, 'it is so');
    }
    expect(JSON.stringify(watcher.frames)).not.toContain(foreign);
  });

  it('the other agency hears nothing of it, and is not heard', async () => {
    const foreigner = await join('foreigner', world.foreignCycle);
    const member = await join('cat3-chair');
    foreigner.at(await documentOf('3.1'));
    member.at(await documentOf('3.1'));
    await until(() => placesIn(member, 'cat3-chair')?.length === 1, 'it is so');
    await until(() => foreigner.seen.size === 1, 'it is so');
    expect([...foreigner.seen.keys()]).toEqual([idOf('foreigner')]);
    expect(member.seen.has(idOf('foreigner'))).toBe(false);
  });

  it('who loses the session is no longer here', async () => {
    const watcher = await join('observer');
    const visit = await visitAs(server, 'steering-member');
    const socket = new WebSocket(`${server.url.replace('http:', 'ws:')}/live/${world.cycle}`, {
      headers: { cookie: visit.cookie },
    });
    onTestFinished(() => socket.terminate());
    await once(socket, 'open');
    socket.send('{"at":null}');
    await until(() => watcher.seen.has(idOf('steering-member')), 'it is so');
    await visit.ask('DELETE', '/api/session');
    await until(() => !watcher.seen.has(idOf('steering-member')), 'it is so');
  });
});

it('S16 who goes within the moment between two frames is told as gone to who has just come', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const presence = createPresence({
    placeOf: async () => null,
    failed: (error) => expect(error).toBeNull(),
  });
  const earlier: PresenceFrame[] = [];
  presence.enter('c', { id: 'earlier', name: 'e' }, (frame) => earlier.push(frame));
  await vi.advanceTimersByTimeAsync(2_000);
  const brief = presence.enter('c', { id: 'brief', name: 'b' }, () => undefined);
  const later: PresenceFrame[] = [];
  presence.enter('c', { id: 'later', name: 'l' }, (frame) => later.push(frame));
  expect(later[0]?.people.map(({ id }) => id)).toContain('brief');
  brief.leave();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(later.flatMap(({ gone }) => gone)).toEqual(['brief']);
  expect(earlier.flatMap(({ people }) => people.map(({ id }) => id))).toContain('later');
});

it('S16 however often somebody moves, others hear at most two frames a second, of what is different', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const frames: PresenceFrame[] = [];
  const presence = createPresence({
    placeOf: async (_person, _cycle, document) => ({ document, item: null, mayWrite: true }),
    failed: (error) => expect(error).toBeNull(),
  });
  presence.enter('c', { id: 'watcher', name: 'w' }, (frame) => frames.push(frame));
  const mover = presence.enter('c', { id: 'mover', name: 'm' }, () => undefined);
  for (let step = 0; step < 100; step++) {
    mover.at(`d${step % 7}`);
    await vi.advanceTimersByTimeAsync(50);
  }
  mover.at('last');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(frames.length).toBeLessThanOrEqual(15);
  expect(frames.length).toBeGreaterThan(5);
  expect(frames.at(-1)?.people).toEqual([
    { id: 'mover', name: 'm', places: [{ document: 'last', item: null, mayWrite: true }] },
  ]);
  const heard = frames.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(frames).toHaveLength(heard);
});
