import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FakeSocket, fakeSockets } from './fakeSocket.ts';
import { tellSignedIn } from './openSessions.ts';
import { createReplicaDoc } from './replicaDoc.ts';
import { documentSessionsOf } from './windowSessions.ts';

const person = { id: 'p1', name: 'เลขานุการ หมวด 3' };

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

interface FakeWindow {
  readonly window: Window & typeof globalThis;
  readonly made: FakeSocket[];
}

/** The windows of one browser: they share the storage, and hear of each other's changes of it as browsers tell them. */
function fakeWindows(count: number): FakeWindow[] {
  const stored = new Map<string, string>();
  const windows: FakeWindow[] = [];
  for (let index = 0; index < count; index++) {
    const { made, WebSocket } = fakeSockets();
    const target = new EventTarget();
    const setItem = (key: string, newValue: string): void => {
      if (stored.get(key) === newValue) return;
      stored.set(key, newValue);
      for (const { window } of windows) {
        if (window !== target) window.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }));
      }
    };
    const rest = { isSecureContext: false, location: { protocol: 'http:', host: 'host' }, localStorage: { setItem } };
    const window = Object.assign(target, { WebSocket, ...rest }) as unknown as FakeWindow['window'];
    windows.push({ window, made });
  }
  return windows;
}

/** Opens the document in a window, up to the first ack. */
async function open({ window, made }: FakeWindow) {
  const session = documentSessionsOf(window).acquire('d1', person, 1);
  const [socket] = made;
  socket?.open();
  socket?.join(createReplicaDoc());
  await vi.advanceTimersByTimeAsync(0);
  socket?.numbers(100, 1);
  expect(session.view.status.name).toBe('saved');
  return { session, socket };
}

test('4401 the same person signs in again in one tab: the other goes on by itself', async () => {
  const [one, two] = fakeWindows(2);
  if (one === undefined || two === undefined) throw new Error('no window');
  tellSignedIn(one.window, person.id);
  const { session, socket } = await open(two);
  socket?.end(4401);
  expect(session.view.status).toMatchObject({ name: 'stopped', reason: 'signedOut' });
  await vi.advanceTimersByTimeAsync(1_000);
  tellSignedIn(one.window, person.id);
  expect(two.made).toHaveLength(2);
  expect(session.view.status.name).not.toBe('stopped');
  session.destroy();
});

test('S7 another person signs in in one tab: what the other holds is not sent', async () => {
  const [one, two] = fakeWindows(2);
  if (one === undefined || two === undefined) throw new Error('no window');
  const { session } = await open(two);
  tellSignedIn(one.window, 'p2');
  expect(session.view.status).toMatchObject({ name: 'stopped', reason: 'signedOut' });
  session.destroy();
});

test('S12 the network is said to be gone: shown at once, tried again, and at once when it is said to be back', async () => {
  const [one] = fakeWindows(1);
  if (one === undefined) throw new Error('no window');
  const { session } = await open(one);
  one.window.dispatchEvent(new Event('offline'));
  expect(session.view.status).toMatchObject({ name: 'offline', unsent: 0 });
  one.window.dispatchEvent(new Event('offline'));
  expect(one.made).toHaveLength(1);
  one.window.dispatchEvent(new Event('online'));
  expect(one.made).toHaveLength(2);
  session.destroy();
});
