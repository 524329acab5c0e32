import { createRoute, z } from '@hono/zod-openapi';
import { changeUnitsSchema, unitRegisterSchema } from '@ruam/shared/api/units.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { changeUnits } from './commands.ts';
import { readUnits, registerOf } from './readUnits.ts';

const params = z.object({ cycle: z.string() });
const path = '/api/cycles/{cycle}/units';

/** The register of units that recommendations are given to. */
export function unitRoutes(dependencies: { readonly database: Database; readonly commands: Commands }): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path,
      summary: 'The units of the cycle with their other names, and the members of groups',
      request: { params },
      responses: { 200: json('The register', unitRegisterSchema), 404: problem('notFound') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      readerOf(context, cycle);
      return context.json(registerOf(await readUnits(dependencies.database, cycle)), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path,
      summary: 'Change the register, by the secretariat or an administrator; a former name stays as another name',
      request: { params, body: jsonBody(changeUnitsSchema) },
      responses: {
        200: json('The register', unitRegisterSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        409: problem('registerChanged'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      const person = readerOf(context, cycle);
      return context.json(await changeUnits(dependencies, person, cycle, context.req.valid('json')), 200);
    },
  );
  return app;
}
