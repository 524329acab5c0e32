import { AppError } from '@ruam/shared/errors/errors.ts';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { limitCommands } from './commandLimit.ts';
import type { HttpEnvironment } from './environment.ts';

/** A server on which `x-person` tells who asks; its clock is `clock.now`. */
function open(perSecond: number) {
  const clock = { now: 0 };
  const app = new Hono<HttpEnvironment>();
  app.onError((error, context) =>
    error instanceof AppError ? context.json({ code: error.code, details: error.details }, 429) : context.text('', 500),
  );
  app.use(async (context, next) => {
    const id = context.req.header('x-person');
    context.set('person', id === undefined ? null : ({ id } as HttpEnvironment['Variables']['person']));
    await next();
  });
  app.use(limitCommands(perSecond, () => clock.now));
  app.all('*', (context) => context.text('done'));
  const ask = async (method: string, person: string | null, path = '/api/x') => {
    const headers: Record<string, string> = person === null ? {} : { 'x-person': person };
    return app.request(path, { method, headers });
  };
  const many = async (count: number, ...asked: Parameters<typeof ask>) => {
    let done = 0;
    for (let n = 0; n < count; n++) if ((await ask(...asked)).status === 200) done += 1;
    return done;
  };
  return { clock, ask, many };
}

it('ten seconds of commands may come at once, then as many as flow in; the others are not held up', async () => {
  const { clock, ask, many } = open(20);
  expect(await many(300, 'POST', 'a')).toBe(200);
  const refused = await ask('PUT', 'a');
  expect([refused.status, await refused.json()]).toEqual([
    429,
    { code: 'tooManyRequests', details: { retryAfterMs: 50 } },
  ]);
  expect(await many(10, 'POST', 'b')).toBe(10);
  clock.now = 1_000;
  expect(await many(100, 'DELETE', 'a')).toBe(20);
  clock.now = 1_000_000;
  expect(await many(300, 'POST', 'a')).toBe(200);
});

it('reading, edits that come around a blocked WebSocket, and who is not signed in are not counted', async () => {
  const { many } = open(1);
  expect(await many(50, 'GET', 'a')).toBe(50);
  expect(await many(50, 'POST', 'a', '/api/line/x/frames')).toBe(50);
  expect(await many(50, 'POST', null)).toBe(50);
  expect(await many(50, 'POST', 'a')).toBe(10);
});

it('0 never limits', async () => {
  expect(await open(0).many(500, 'POST', 'a')).toBe(500);
});
