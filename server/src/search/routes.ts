import { createRoute } from '@hono/zod-openapi';
import { searchAnswerSchema, searchQuerySchema } from '@ruam/shared/api/search.ts';
import { readerOf, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, problem } from '../http/openApi.ts';
import type { Searcher } from './searcher.ts';

/** The one search over everything that a person may read. */
export function searchRoutes(searcher: Searcher): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/search',
      summary: 'Texts, recommendations, advice, comments, evidence and items with these words, the best first',
      request: { query: searchQuerySchema },
      responses: {
        200: json('What was found', searchAnswerSchema),
        404: problem('notFound'),
        422: problem('invalid'),
        503: problem('unavailable'),
      },
    }),
    async (context) => {
      const question = context.req.valid('query');
      const person = question.cycle === undefined ? signedIn(context) : readerOf(context, question.cycle);
      return context.json(await searcher.search(person, question), 200);
    },
  );
  return app;
}
