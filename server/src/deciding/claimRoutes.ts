import { createRoute, z } from '@hono/zod-openapi';
import { claimSchema, itemSchema } from '@ruam/shared/api/api.ts';
import { standingClaimSchema } from '@ruam/shared/api/deciding.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { withoutPeople } from '../http/withoutPeople.ts';
import { createChangeFinder } from './changeFinder.ts';
import { claimLevel, withdrawClaim } from './claim.ts';
import type { DecidingDependencies } from './commands.ts';
import { readClaim } from './readClaim.ts';

const params = z.object({ cycle: z.string(), code: z.string() });
const path = '/api/cycles/{cycle}/items/{code}/claim';
const refused = { 403: problem('forbidden'), 404: problem('notFound'), 409: problem('locked') };

/** Claiming a level, withdrawing it, and the claim that stands. */
export function claimRoutes(
  dependencies: Pick<DecidingDependencies, 'database' | 'commands' | 'newId' | 'texts'>,
): HttpApp {
  const { database } = dependencies;
  const changes = createChangeFinder(database, dependencies.texts);
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'put',
      path,
      summary: "Claim a level, by the item's chair or secretary; null withdraws",
      request: { params, body: jsonBody(claimSchema) },
      responses: { 200: json('The item', itemSchema), ...refused, 422: problem('invalid') },
    }),
    async (context) => {
      const { cycle, code } = context.req.valid('param');
      const person = readerOf(context, cycle);
      const { level, statement = null } = context.req.valid('json');
      return context.json(await claimLevel(dependencies, person, { cycle, code, level, statement }), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path,
      summary: 'Withdraw what is claimed above the approved level, or the whole claim when nothing is approved',
      request: { params },
      responses: { 200: json('The item', itemSchema), ...refused },
    }),
    async (context) => {
      const key = context.req.valid('param');
      return context.json(await withdrawClaim(dependencies, readerOf(context, key.cycle), key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path,
      summary: 'The claim that stands, and what has changed since',
      request: { params },
      responses: { 200: json('The claim, or null', standingClaimSchema), 404: problem('notFound') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      readerOf(context, key.cycle);
      const claim = await readClaim({ database, changes }, key);
      return context.json(context.get('projector') === null ? claim : withoutPeople(claim), 200);
    },
  );
  return app;
}
