import { expect, it, vi } from 'vitest';
import { createHttpApp } from './openApi.ts';
import { takeTurns } from './turns.ts';

it('G10 so many reads at a time, in the order in which they came; a command and other reads do not wait for them', async () => {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const app = createHttpApp();
  app.use('/api/*', takeTurns(2));
  app.get('/api/cycles/:cycle/items', async (context) => {
    const cycle = context.req.param('cycle');
    begun.push(cycle);
    await new Promise<void>((end) => ends.set(cycle, end));
    if (cycle === 'b') throw new Error('it failed');
    return context.text(cycle);
  });
  app.onError((_error, context) => context.text('failed', 500));
  app.put('/api/cycles/:cycle/items', (context) => context.text('done'));
  app.get('/api/cycles/:cycle/threads', (context) => context.text('threads'));
  const ask = async (cycle: string) => (await app.request(`/api/cycles/${cycle}/items`)).text();
  const answers = ['a', 'b', 'c', 'd', 'e'].map(ask);
  await vi.waitUntil(() => begun.length === 2);
  expect(await (await app.request('/api/cycles/x/items', { method: 'PUT' })).text()).toBe('done');
  expect(await (await app.request('/api/cycles/x/threads')).text()).toBe('threads');
  for (const [at, cycle] of ['a', 'b', 'c', 'd', 'e'].entries()) {
    await vi.waitUntil(() => ends.has(cycle) && begun.length >= Math.min(5, at + 2));
    expect(begun).toEqual(['a', 'b', 'c', 'd', 'e'].slice(0, Math.min(5, at + 2)));
    ends.get(cycle)?.();
  }
  expect(await Promise.all(answers)).toEqual(['a', 'failed', 'c', 'd', 'e']);
  // All turns were given back.
  const last = ask('f');
  await vi.waitUntil(() => ends.has('f'));
  ends.get('f')?.();
  expect(await last).toBe('f');
});
