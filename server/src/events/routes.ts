import { createRoute, z } from '@hono/zod-openapi';
import { auditEntrySchema } from '@ruam/shared/api/api.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Database } from '../database/database.ts';
import { readerOf, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, problem } from '../http/openApi.ts';
import { cycleChain, readAudit } from './audit.ts';

/** More than any cycle has; the pages of the audit screen come with it. */
const maxEntries = 100_000;

/** `GET /api/audit?cycle=…`: the cycle's chain. */
export function auditRoutes(database: Database): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/audit',
      summary: "The cycle's audit chain",
      request: { query: z.object({ cycle: z.string().min(1) }) },
      responses: { 200: json('Entries in order', z.array(auditEntrySchema)), 404: problem('notFound') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('query');
      signedIn(context);
      readerOf(context, cycle);
      const entries = await readAudit(database, cycleChain(cycle), 0, maxEntries);
      if (entries.length === 0) throw new AppError('notFound', 'there is no such cycle');
      return context.json(entries, 200);
    },
  );
  return app;
}
