import { createMiddleware } from 'hono/factory';
import type { HttpEnvironment } from './environment.ts';

/** What many ask for at once when something has happened; each of it is short. */
const asked =
  /^\/api\/cycles\/[^/]+\/(items|documents|framework|scoreboard|meetings(\/[^/]+(\/(stage|votes|resolutions))?)?)$/;

/**
 * Answers so many of these reads at a time, the first who came first, and lets everything else go before the next: a herd
 * holds up neither commands nor who writes (docs/stage.md G10).
 */
export function takeTurns(most: number) {
  const waiting: (() => void)[] = [];
  let running = 0;

  function done(): void {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    // Behind what has come over the network meanwhile.
    else setImmediate(next);
  }

  return createMiddleware<HttpEnvironment>(async (context, next) => {
    if (context.req.method !== 'GET' || !asked.test(context.req.path)) return next();
    if (running < most) running += 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      await next();
    } finally {
      done();
    }
  });
}
