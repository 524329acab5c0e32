import { createRoute, z } from '@hono/zod-openapi';
import { snapshotDiffSchema, snapshotRequestSchema, snapshotSchema } from '@ruam/shared/api/deciding.ts';
import { readerOf, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { withoutPeople } from '../http/withoutPeople.ts';
import type { DecidingDependencies } from './commands.ts';
import { diffSnapshot, listSnapshots, takeSnapshot } from './snapshots.ts';

const params = z.object({ cycle: z.string() });
const path = '/api/cycles/{cycle}/snapshots';

/** Versions that a claim, an approval or a person kept, and their differences. */
export function snapshotRoutes(dependencies: Omit<DecidingDependencies, 'documentChanged'>): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path,
      summary: 'The versions of a cycle that are kept, newest first',
      request: { params },
      responses: { 200: json('Versions', z.array(snapshotSchema)), 404: problem('notFound') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      readerOf(context, cycle);
      const snapshots = await listSnapshots(dependencies.database, cycle);
      return context.json(context.get('projector') === null ? snapshots : withoutPeople(snapshots), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path,
      summary: 'Keep a version of documents (by default all), by the secretariat, chairs and secretaries',
      request: { params, body: jsonBody(snapshotRequestSchema) },
      responses: {
        201: json('The version', snapshotSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      const person = readerOf(context, cycle);
      const { name, documents = null } = context.req.valid('json');
      return context.json(await takeSnapshot(dependencies, person, { cycle, name, documents }), 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/snapshots/{id}/diff',
      summary: 'The difference from a version to another of its cycle, or to what is committed now',
      request: {
        params: z.object({ id: z.string() }),
        query: z.object({ against: z.string().min(1).default('now') }),
      },
      responses: {
        200: json('The difference', snapshotDiffSchema),
        404: problem('notFound'),
        422: problem('invalid'),
        503: problem('unavailable'),
      },
    }),
    async (context) => {
      const person = signedIn(context);
      const { id } = context.req.valid('param');
      const { against } = context.req.valid('query');
      const asked = { id, against: against === 'now' ? null : against };
      const difference = await diffSnapshot(dependencies, person, asked);
      return context.json(context.get('projector') === null ? difference : withoutPeople(difference), 200);
    },
  );
  return app;
}
