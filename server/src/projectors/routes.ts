import { createRoute, z } from '@hono/zod-openapi';
import { pairedProjectorSchema, pairProjectorSchema, projectorSchema } from '@ruam/shared/api/stage.ts';
import { addressOf, readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { listProjectors, type ProjectorDependencies, pairProjector, revokeProjector } from './commands.ts';
import { projectorCookie } from './identity.ts';
import type { Pairing } from './pairing.ts';

interface Dependencies extends ProjectorDependencies {
  readonly pairing: Pairing;
  readonly trustProxy: number;
  /** Whether the cookie is for https only. */
  readonly isSecure: boolean;
}

const path = '/api/cycles/{cycle}/meetings/{meeting}/projectors';
const params = z.object({ cycle: z.string(), meeting: z.string() });
const own = json('Waiting with a code, or paired', projectorSchema);
const refused = { 403: problem('forbidden'), 404: problem('notFound') };

/** Projectors: their pairing, and the meeting that they show (docs/stage.md G7-G9). */
export function projectorRoutes(dependencies: Dependencies): HttpApp {
  const { pairing, trustProxy, isSecure } = dependencies;
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/projector',
      summary: 'Be a projector: a code to be entered by the secretariat, and a cookie; one that is paired stays so',
      responses: { 201: own, 429: problem('tooManyRequests') },
    }),
    async (context) => {
      const { answer, token } = await pairing.begin(context.req.header('cookie'), addressOf(context, trustProxy));
      context.header('set-cookie', projectorCookie(token, isSecure));
      return context.json(answer, 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/projector',
      summary: 'What this browser is as a projector',
      responses: { 200: own, 404: problem('notFound: none, expired, revoked, or its meeting has ended') },
    }),
    async (context) => context.json(await pairing.read(context.req.header('cookie')), 200),
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/projector',
      summary: 'Be no projector any more',
      responses: { 204: { description: 'It is none' } },
    }),
    async (context) => {
      await pairing.leave(context.req.header('cookie'));
      context.header('set-cookie', projectorCookie(null, isSecure));
      return context.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path,
      summary: 'The projectors that are paired with a meeting, for the secretariat',
      request: { params },
      responses: { 200: json('Projectors, the newest first', z.array(pairedProjectorSchema)), ...refused },
    }),
    async (context) => {
      const key = context.req.valid('param');
      return context.json(await listProjectors(dependencies, readerOf(context, key.cycle), key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path,
      summary: 'Pair the projector that shows this code with a meeting, by the secretariat',
      request: { params, body: jsonBody(pairProjectorSchema) },
      responses: {
        201: json('The projector', pairedProjectorSchema),
        ...refused,
        404: problem('notFound, projectorCode'),
        409: problem('meetingState'),
        413: problem('tooLarge'),
        422: problem('invalid'),
        429: problem('tooManyAttempts'),
      },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      return context.json(await pairProjector(dependencies, person, key, context.req.valid('json').code), 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: `${path}/{projector}`,
      summary: 'End a projector at once, by the secretariat',
      request: { params: params.extend({ projector: z.string() }) },
      responses: { 204: { description: 'It has ended' }, ...refused },
    }),
    async (context) => {
      const { projector, ...key } = context.req.valid('param');
      await revokeProjector(dependencies, readerOf(context, key.cycle), key, projector);
      return context.body(null, 204);
    },
  );
  return app;
}
