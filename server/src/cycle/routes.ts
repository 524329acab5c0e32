import { createRoute, z } from '@hono/zod-openapi';
import { cycleSchema, itemSchema, scoreboardQuerySchema } from '@ruam/shared/api/api.ts';
import { computeScoreboard } from '@ruam/shared/score/score.ts';
import { earlierScoreSchema, scoreboardSchema } from '@ruam/shared/score/scoreboard.ts';
import type { Database } from '../database/database.ts';
import { readerOf, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, problem } from '../http/openApi.ts';
import { asItWas, type SharedAnswers } from '../http/sharedAnswers.ts';
import { earlierCycleOf, frameworkOf, listCycles, listItems, scoreInputOf } from './readCycle.ts';

const cycleParameter = z.object({ cycle: z.string() });
/** The trace is a tree of itself, which the generator of the description would follow for ever. */
const scoreboardAnswer = scoreboardSchema.extend({
  trace: z.unknown().openapi({ description: 'The explanation, a tree (docs/score.md)' }),
});

/** Cycles, items, framework, scoreboard. @param answers shares what is the same for everybody in a cycle */
export function cycleRoutes(database: Database, answers: SharedAnswers): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles',
      summary: 'The cycles in which the person has a role',
      responses: { 200: json('Cycles', z.array(cycleSchema)), 401: problem('notSignedIn') },
    }),
    async (context) => context.json(await listCycles(database, signedIn(context)), 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/items',
      summary: 'Items with their three values and documents',
      request: { params: cycleParameter },
      responses: { 200: json('Items in the order of the framework', z.array(itemSchema)), ...asItWas },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      readerOf(context, cycle);
      return answers.answer(context, { cycle, name: 'items', of: 'ofTexts' }, () =>
        listItems(database, cycle),
      ) as never;
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/framework',
      summary: 'The framework edition that the cycle is pinned to',
      request: { params: cycleParameter },
      responses: { 200: json('Framework', z.unknown()), ...asItWas },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      readerOf(context, cycle);
      return answers.answer(context, { cycle, name: 'framework', of: 'ofRecords' }, () =>
        frameworkOf(database, cycle),
      ) as never;
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/scoreboard',
      summary: 'The score with its explanation',
      request: { params: cycleParameter, query: scoreboardQuerySchema },
      responses: { 200: json('Scoreboard', scoreboardAnswer), ...asItWas, 422: problem('invalid') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      readerOf(context, cycle);
      const { value, profile } = context.req.valid('query');
      return answers.answer(context, { cycle, name: `scoreboard ${value} ${profile}`, of: 'ofRecords' }, async () => {
        const [framework, input] = await Promise.all([frameworkOf(database, cycle), scoreInputOf(database, cycle)]);
        return computeScoreboard(framework, input, { value, profile });
      }) as never;
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/earlierScore',
      summary: "The levels of the categories in the same agency's year before, by its latest values; null without one",
      request: { params: cycleParameter },
      responses: { 200: json('Year and levels', earlierScoreSchema.nullable()), 404: problem('notFound') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      readerOf(context, cycle);
      const earlier = await earlierCycleOf(database, cycle);
      if (earlier === null) return context.json(null, 200);
      const { id, fiscalYearBE } = earlier;
      const [framework, input] = await Promise.all([frameworkOf(database, id), scoreInputOf(database, id)]);
      const { categories } = computeScoreboard(framework, input, { value: 'latest', profile: 'weakest-link' });
      return context.json({ fiscalYearBE, categories: categories.map(({ code, level }) => ({ code, level })) }, 200);
    },
  );
  return app;
}
