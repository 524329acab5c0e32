import { createRoute, z } from '@hono/zod-openapi';
import { consensusSchema, privateLevelSchema } from '@ruam/shared/api/advice.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import type { Person } from '../people/actor.ts';
import { type ConsensusDependencies, givePrivateLevel, resetLevels, revealLevels } from './commands.ts';
import { listConsensus } from './readConsensus.ts';

const cycleParameter = z.object({ cycle: z.string() });
const itemParameters = z.object({ cycle: z.string(), code: z.string() });
const standing = {
  200: json('Where the body stands', consensusSchema),
  403: problem('forbidden'),
  409: problem('levelsRevealed'),
  404: problem('notFound'),
  422: problem('invalid'),
};

/** Private levels: hidden until they are revealed together. */
export function consensusRoutes(dependencies: ConsensusDependencies): HttpApp {
  const { database } = dependencies;
  const app = createHttpApp();
  const answer = async (person: Person, cycle: string, code: string) => {
    const found = (await listConsensus(database, cycle, person.id)).find(({ item }) => item === code);
    if (!found) throw new AppError('notFound', `there is no item ${code} in this cycle`);
    return found;
  };
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/consensus',
      summary: 'Where the bodies stand on the process items, the widest spread first; levels only once revealed',
      request: { params: cycleParameter },
      responses: { 200: json('Standings', z.array(consensusSchema)), 404: problem('notFound') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      const person = readerOf(context, cycle);
      context.header('cache-control', 'no-store');
      return context.json(await listConsensus(database, cycle, person.id), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/cycles/{cycle}/items/{code}/privateLevel',
      summary: "Give one's own level, by everybody in the item's body; null: not even basic",
      request: { params: itemParameters, body: jsonBody(privateLevelSchema) },
      responses: standing,
    }),
    async (context) => {
      const { cycle, code } = context.req.valid('param');
      const person = readerOf(context, cycle);
      await givePrivateLevel(dependencies, person, { cycle, code }, context.req.valid('json'));
      return context.json(await answer(person, cycle, code), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/cycles/{cycle}/items/{code}/privateLevel',
      summary: "Take one's own level back",
      request: { params: itemParameters },
      responses: standing,
    }),
    async (context) => {
      const { cycle, code } = context.req.valid('param');
      const person = readerOf(context, cycle);
      await givePrivateLevel(dependencies, person, { cycle, code }, null);
      return context.json(await answer(person, cycle, code), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/cycles/{cycle}/items/{code}/consensus/reveal',
      summary: "Reveal everybody's level, by the chair or the secretary of the item's body",
      request: { params: itemParameters },
      responses: standing,
    }),
    async (context) => {
      const { cycle, code } = context.req.valid('param');
      const person = readerOf(context, cycle);
      await revealLevels(dependencies, person, { cycle, code });
      return context.json(await answer(person, cycle, code), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/cycles/{cycle}/items/{code}/consensus/reset',
      summary: "Begin a new round after a reveal, by the chair or the secretary of the item's body",
      request: { params: itemParameters },
      responses: standing,
    }),
    async (context) => {
      const { cycle, code } = context.req.valid('param');
      const person = readerOf(context, cycle);
      await resetLevels(dependencies, person, { cycle, code });
      return context.json(await answer(person, cycle, code), 200);
    },
  );
  return app;
}
