import { createRoute, z } from '@hono/zod-openapi';
import { checkSchema, tickRequestSchema } from '@ruam/shared/api/checks.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { tickCheck } from './commands.ts';
import { readChecks } from './readChecks.ts';

const path = '/api/cycles/{cycle}/checks';

/** The checks of a cycle with what proves them, and ticking one. */
export function checkRoutes(dependencies: { readonly database: Database; readonly commands: Commands }): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path,
      summary: 'Every check of the framework with the passages and files that prove it, and who has ticked it',
      request: { params: z.object({ cycle: z.string() }) },
      responses: { 200: json('Checks, in the framework’s order', z.array(checkSchema)), 404: problem('notFound') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      readerOf(context, cycle);
      return context.json(await readChecks(dependencies.database, cycle), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/{check}`,
      summary: "Say that a check is met, or take that back, by the item's chair or secretary",
      request: { params: z.object({ cycle: z.string(), check: z.string() }), body: jsonBody(tickRequestSchema) },
      responses: {
        200: json('The check', checkSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        409: problem('locked'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      return context.json(await tickCheck(dependencies, person, key, context.req.valid('json')), 200);
    },
  );
  return app;
}
