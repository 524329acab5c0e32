import { createRoute, z } from '@hono/zod-openapi';
import {
  carriedSchema,
  carryOverRequestSchema,
  carryOverSchema,
  recommendationQuerySchema,
  recommendationSchema,
} from '@ruam/shared/api/recommendations.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayCarryOver } from '@ruam/shared/policy/recommendations.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { readCarryOver } from './carryCandidates.ts';
import { type CarryDependencies, carryOver } from './carryOver.ts';
import { readRegister } from './readRegister.ts';

/** The register of recommendations: read from the documents, and changed in them; and what is taken over from the cycle before. */
export function recommendationRoutes(dependencies: CarryDependencies): HttpApp {
  const { database } = dependencies;
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/recommendations',
      summary: 'The recommendations of the cycle, by unit, item, status, target year, or carried over',
      request: { params: z.object({ cycle: z.string() }), query: recommendationQuerySchema },
      responses: {
        200: json('Recommendations, in the order of the items', z.array(recommendationSchema)),
        404: problem('notFound'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      readerOf(context, cycle);
      return context.json(await readRegister(database, cycle, context.req.valid('query')), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/carryOver',
      summary: 'The open recommendations of the cycle before, and which may be carried over; for the secretariat',
      request: { params: z.object({ cycle: z.string() }) },
      responses: {
        200: json('Recommendations, in the order of the items', carryOverSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
      },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      const person = readerOf(context, cycle);
      if (!mayCarryOver(person, cycle)) throw new AppError('forbidden', 'the secretariat carries recommendations over');
      return context.json(await readCarryOver(dependencies, person, cycle), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/cycles/{cycle}/carryOver',
      summary: 'Carry open recommendations of the cycle before over into the texts of this one, by the secretariat',
      request: { params: z.object({ cycle: z.string() }), body: jsonBody(carryOverRequestSchema) },
      responses: {
        200: json('How many were written; what stands there already is not written again', carriedSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        409: problem('locked, textChanged'),
        413: problem('tooLarge'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      const person = readerOf(context, cycle);
      return context.json(await carryOver(dependencies, person, { cycle, ...context.req.valid('json') }), 200);
    },
  );
  return app;
}
