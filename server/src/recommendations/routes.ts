import { createRoute, z } from '@hono/zod-openapi';
import { recommendationQuerySchema, recommendationSchema } from '@ruam/shared/api/recommendations.ts';
import type { Database } from '../database/database.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, problem } from '../http/openApi.ts';
import { readRegister } from './readRegister.ts';

/** The register of recommendations: read from the documents, and changed in them. */
export function recommendationRoutes({ database }: { readonly database: Database }): HttpApp {
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
  return app;
}
