import { AppError } from '@ruam/shared/errors/errors.ts';
import { createMiddleware } from 'hono/factory';
import type { HttpEnvironment } from './environment.ts';

/** The way around a blocked WebSocket carries edits, which have limits of their own (docs/sync.md S8). */
const linePath = '/api/line';
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** So many seconds' worth may come at once. */
const burstSeconds = 10;
const maxPeople = 50_000;

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/**
 * Bounds how many commands one signed-in person sends, on all connections to this process: nobody's script keeps the
 * others waiting. Throws `tooManyRequests` (details: `retryAfterMs`), with nothing changed.
 *
 * @param perSecond 0 = no limit
 */
export function limitCommands(perSecond: number, now: () => number) {
  const buckets = new Map<string, Bucket>();
  const most = perSecond * burstSeconds;
  return createMiddleware<HttpEnvironment>(async (context, next) => {
    const person = context.get('person');
    const isCommand = !safeMethods.has(context.req.method) && !context.req.path.startsWith(linePath);
    if (perSecond > 0 && person !== null && isCommand) take(person.id);
    await next();
  });

  function take(personId: string): void {
    const at = now();
    const last = buckets.get(personId) ?? { tokens: most, at };
    const tokens = Math.min(most, last.tokens + ((at - last.at) * perSecond) / 1_000);
    if (tokens < 1) {
      const retryAfterMs = Math.ceil(((1 - tokens) * 1_000) / perSecond);
      throw new AppError('tooManyRequests', 'too many commands at once; wait a moment', { retryAfterMs });
    }
    buckets.delete(personId);
    buckets.set(personId, { tokens: tokens - 1, at });
    const [oldest] = buckets.keys();
    if (buckets.size > maxPeople && oldest !== undefined) buckets.delete(oldest);
  }
}
