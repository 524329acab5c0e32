import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import { QueryClient } from '@tanstack/react-query';
import { IDBFactory } from 'fake-indexeddb';
import { expect, it, onTestFinished, vi } from 'vitest';
import { keptOpeningQuery, sessionKey } from '../api/session.ts';
import { KeptQueries } from './keptQueries.ts';
import { keptStore } from './keptStore.ts';

const day = 24 * 60 * 60 * 1_000;
const person = (id: string): PersonAnswer => ({
  id,
  login: id,
  name: `ชื่อ ${id}`,
  roles: [],
  mustSetUpSecondFactor: false,
});

/** A browser; `page` opens another page in it, at a time. */
function browser() {
  const databases = new IDBFactory();
  return (at: number) => {
    const client = new QueryClient();
    const kept = new KeptQueries(client, keptStore(databases), () => at);
    onTestFinished(kept.start());
    const settle = async (): Promise<void> => {
      await vi.advanceTimersByTimeAsync(3_000);
      await kept.whenIdle();
    };
    /** A question that was answered at this time. */
    const read = (key: readonly string[], data: unknown): void =>
      void client.setQueryData(key, data, { updatedAt: at });
    return { client, kept, settle, read };
  };
}

async function signedIn(page: ReturnType<ReturnType<typeof browser>>, id: string): Promise<void> {
  page.client.setQueryData(sessionKey, person(id));
  await page.settle();
}

vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

it('S17 a page without a network opens as who was here last, with what they had read; nothing of the moment', async () => {
  const open = browser();
  const before = open(1_000);
  await signedIn(before, 'ann');
  before.read(['cycle', 'c', 'items'], ['3.3']);
  before.read(['content', 'd'], { type: 'doc', content: [] });
  before.read(['presence', 'c'], ['someone']);
  before.read(['signInOptions'], {});
  await before.settle();
  const { client, kept } = open(1_000 + 29 * day);
  expect(await kept.open()).toEqual(person('ann'));
  expect(client.getQueryData(['cycle', 'c', 'items'])).toEqual(['3.3']);
  expect(client.getQueryData(['content', 'd'])).toEqual({ type: 'doc', content: [] });
  expect(client.getQueryData(['presence', 'c'])).toBeUndefined();
  expect(client.getQueryData(['signInOptions'])).toBeUndefined();
  expect(client.getQueryData(keptOpeningQuery.queryKey)).toBe(1_000);
});

it('S17 after 30 days nobody is known', async () => {
  const open = browser();
  const before = open(1_000);
  await signedIn(before, 'ann');
  before.read(['cycles'], ['c']);
  await before.settle();
  const late = open(1_001 + 30 * day);
  expect(await late.kept.open()).toBeNull();
  expect(late.client.getQueryData(['cycles'])).toBeUndefined();
});

it('S17 another person finds nothing of it, and the first no more either', async () => {
  const open = browser();
  const first = open(1_000);
  await signedIn(first, 'ann');
  first.read(['cycles'], ['of ann']);
  await first.settle();
  const second = open(2_000);
  await signedIn(second, 'bob');
  expect(second.client.getQueryData(['cycles'])).toBeUndefined();
  const third = open(3_000);
  expect(await third.kept.open()).toEqual(person('bob'));
  expect(third.client.getQueryData(['cycles'])).toBeUndefined();
  await signedIn(open(4_000), 'ann');
  const fifth = open(5_000);
  expect(await fifth.kept.open()).toEqual(person('ann'));
  expect(fifth.client.getQueryData(['cycles'])).toBeUndefined();
});

it('S17 signing out leaves nothing', async () => {
  const open = browser();
  const page = open(1_000);
  await signedIn(page, 'ann');
  page.read(['cycles'], ['c']);
  await page.settle();
  const otherTab = open(1_000);
  await signedIn(otherTab, 'ann');
  page.client.setQueryData(sessionKey, null);
  await page.settle();
  otherTab.read(['cycles'], ['later']);
  await otherTab.settle();
  expect(await open(2_000).kept.open()).toBeNull();
  await signedIn(open(3_000), 'ann');
  const next = open(4_000);
  await next.kept.open();
  expect(next.client.getQueryData(['cycles'])).toBeUndefined();
});

it('S17 a session that has ended opens nothing any more, but its person finds what they had read', async () => {
  const open = browser();
  const page = open(1_000);
  await signedIn(page, 'ann');
  page.read(['cycles'], ['c']);
  await page.settle();
  const expired = open(2_000);
  expired.client.setQueryData(sessionKey, null);
  await expired.settle();
  expect(await open(3_000).kept.open()).toBeNull();
  const again = open(4_000);
  await signedIn(again, 'ann');
  again.read(['framework', 'c'], 'f');
  await again.settle();
  const next = open(5_000);
  await next.kept.open();
  expect([next.client.getQueryData(['cycles']), next.client.getQueryData(['framework', 'c'])]).toEqual([['c'], 'f']);
});

it('S17 no more is kept than the bound: the newest first', async () => {
  const open = browser();
  const page = open(1_000);
  await signedIn(page, 'ann');
  page.read(['content', 'old'], 'ก'.repeat(3_000_000));
  page.client.setQueryData(['content', 'new'], 'ข'.repeat(3_000_000), { updatedAt: 5_000 });
  await page.settle();
  const next = open(6_000);
  await next.kept.open();
  expect(next.client.getQueryData(['content', 'new'])).toHaveLength(3_000_000);
  expect(next.client.getQueryData(['content', 'old'])).toBeUndefined();
});
