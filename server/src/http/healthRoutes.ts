import { createHash, timingSafeEqual } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { sql } from 'kysely';
import type { Registry } from 'prom-client';
import type { Database } from '../database/database.ts';
import type { HttpContext } from './environment.ts';
import { createHttpApp, type HttpApp, json } from './openApi.ts';

interface Dependencies {
  readonly database: Database;
  readonly metrics: Registry;
  /** Bearer token for `/metrics`; null = only on a loopback connection without forwarding headers. */
  readonly metricsToken: string | null;
}

/** `/healthz` serves, `/readyz` reaches the database, `/metrics` counts. */
export function healthRoutes({ database, metrics, metricsToken }: Dependencies): HttpApp {
  const app = createHttpApp();
  app.openapi(describe('/healthz', 'Serves', json('It serves', statusSchema)), (context) =>
    context.json({ status: 'ok' as const }, 200),
  );
  app.openapi(describe('/readyz', 'Reaches its database', json('It does', statusSchema)), async (context) => {
    try {
      await sql`select 1`.execute(database);
    } catch {
      throw new AppError('unavailable', 'the database does not answer');
    }
    return context.json({ status: 'ok' as const }, 200);
  });
  app.openAPIRegistry.registerPath(
    describe('/metrics', 'Figures for Prometheus, with METRICS_TOKEN', { description: 'Prometheus text' }),
  );
  app.get('/metrics', async (context) => {
    if (!mayReadMetrics(context, metricsToken)) throw new AppError('forbidden', 'metrics need their token');
    return context.body(await metrics.metrics(), 200, { 'content-type': metrics.contentType });
  });
  return app;
}

const statusSchema = z.object({ status: z.literal('ok') });

function describe<Answer extends { description: string }>(path: string, summary: string, answer: Answer) {
  return createRoute({ method: 'get', path, summary, responses: { 200: answer } });
}

function mayReadMetrics(context: HttpContext, token: string | null): boolean {
  if (token !== null) {
    const given = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1];
    return given !== undefined && timingSafeEqual(digest(given), digest(token));
  }
  const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];
  const peer = context.env.incoming.socket.remoteAddress ?? '';
  return /^(127\.|::1$|::ffff:127\.)/.test(peer) && forwarded.every((name) => context.req.header(name) === undefined);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
