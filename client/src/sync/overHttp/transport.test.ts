import { expect, it, vi } from 'vitest';
import { fakeSockets } from '../fakeSocket.ts';
import { Transport } from './transport.ts';

/** Patient with a busy machine. */
const until = (isReached: () => boolean): Promise<boolean> => vi.waitUntil(isReached, 10_000);

/** A tab: its sockets, what its server answers over HTTP, and its memory. */
function tab({ isUp = true, remembered, none }: { isUp?: boolean; remembered?: string; none?: true } = {}) {
  const { made, WebSocket: Fake } = fakeSockets();
  const WebSocket = none === true ? (undefined as unknown as typeof Fake) : Fake;
  const memory = new Map<string, string>(remembered === undefined ? [] : [['ruam-transport', remembered]]);
  const asked: string[] = [];
  const state = { isUp, now: 0 };
  const answer = (path: string): Response => {
    asked.push(path);
    if (!state.isUp) throw new TypeError('Failed to fetch');
    if (path === '/api/line') return new Response(JSON.stringify({ id: 'l' }), { status: 201 });
    return new Response(path.includes('/events') ? new ReadableStream() : null, { status: 200 });
  };
  const transport = new Transport({
    WebSocket,
    origin: 'ws://host',
    fetch: async (path) => answer(String(path)),
    memory: {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    },
    now: () => state.now,
    schedule: () => () => undefined,
  });
  const open = () => {
    const socket = new transport.WebSocket('ws://host/sync/d');
    return { socket, real: made.at(-1) };
  };
  return { transport, open, made, asked, state, memory };
}

/** Two upgrades are refused; the probe that follows is the last one made. */
async function refuseTwo(one: ReturnType<typeof tab>): Promise<void> {
  one.open().real?.end(1006);
  one.open().real?.end(1006);
  await until(() => one.made.at(-1)?.url === 'ws://host/live/-' || !one.state.isUp);
}

it('S15 two refused upgrades while the server answers, and a third: over HTTP, for this tab', async () => {
  const one = tab();
  let told = 0;
  one.transport.subscribe(() => {
    told += 1;
  });
  await refuseTwo(one);
  expect(one.transport.mode).toBe('webSocket');
  one.made.at(-1)?.end(1006);
  await until(() => one.transport.mode === 'http');
  expect([told, one.memory.get('ruam-transport')]).toEqual([1, 'http']);
  const sockets = one.made.length;
  expect(one.open().socket.url).toBe('ws://host/sync/d');
  expect(one.made).toHaveLength(sockets);
  expect(one.asked).toContain('/api/line');
});

it('S15 a server that is away, or restarts, is no network that blocks', async () => {
  const away = tab({ isUp: false });
  await refuseTwo(away);
  expect(away.made).toHaveLength(2);
  expect(away.transport.mode).toBe('webSocket');
  const restarted = tab();
  await refuseTwo(restarted);
  // The probe gets through: the server itself ends it.
  restarted.made.at(-1)?.end(4404);
  await Promise.resolve();
  expect(restarted.transport.mode).toBe('webSocket');
});

it.each([
  ['a word from the server', (one: ReturnType<typeof tab>) => one.open().real?.numbers(1, 1, 0)],
  ['a close of its own', (one: ReturnType<typeof tab>) => one.open().real?.end(4503)],
])('S15 %s shows that WebSockets get through', async (_name, succeed) => {
  const one = tab();
  one.open().real?.end(1006);
  succeed(one);
  one.state.now = 60_000;
  one.made.at(-1)?.end(1006);
  await Promise.resolve();
  expect(one.asked).toEqual([]);
});

it('S15 a page loaded anew tries WebSockets again, and returns to them when they get through', async () => {
  const one = tab({ remembered: 'http' });
  expect(one.transport.mode).toBe('http');
  expect(one.made.map(({ url }) => url)).toEqual(['ws://host/live/-']);
  const { socket } = one.open();
  const closed = new Promise<number>((resolve) => {
    socket.onclose = ({ code }) => resolve(code);
  });
  one.made[0]?.end(4401);
  expect(await closed).toBe(1006);
  expect(one.transport.mode).toBe('webSocket');
  expect(one.memory.size).toBe(0);
  expect(one.open().real?.url).toBe('ws://host/sync/d');
});

it('S15 a browser without WebSockets comes in over HTTP, too', async () => {
  const one = tab({ none: true });
  one.open();
  one.open();
  await until(() => one.transport.mode === 'http');
  expect(one.open().socket.readyState).toBe(0);
  expect(one.asked).toContain('/api/line');
});
