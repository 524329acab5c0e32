import { createRoute, z } from '@hono/zod-openapi';
import {
  documentHistorySchema,
  restorationRequestSchema,
  restorationSchema,
  versionDiffQuerySchema,
  versionDiffSchema,
} from '@ruam/shared/api/history.ts';
import type { Differ } from '../deciding/differ.ts';
import { signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { diffVersions } from './diffVersions.ts';
import { listVersions } from './listVersions.ts';
import { type HistoryDependencies, restoreVersion } from './restoreVersion.ts';

const params = z.object({ id: z.string() });

/** The versions of a document, their differences, and bringing one back. */
export function historyRoutes(
  dependencies: HistoryDependencies & { readonly differ: Differ; readonly now: () => number },
): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/documents/{id}/versions',
      summary: 'Automatic, named, claimed, decided and restored versions of a document, newest first',
      request: { params },
      responses: {
        200: json('Versions', documentHistorySchema),
        404: problem('notFound'),
        503: problem('unavailable'),
      },
    }),
    async (context) => {
      const history = await listVersions(dependencies, signedIn(context), context.req.valid('param').id);
      // A projector compares, and names nobody (docs/stage.md G7).
      const unnamed = history.versions.map((version) => ({ ...version, name: null, people: [] }));
      return context.json(context.get('projector') === null ? history : { ...history, versions: unnamed }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/documents/{id}/versions/diff',
      summary: 'The difference from one version of a document to another',
      request: { params, query: versionDiffQuerySchema },
      responses: {
        200: json('The difference', versionDiffSchema),
        404: problem('notFound'),
        422: problem('invalid'),
        503: problem('unavailable'),
      },
    }),
    async (context) => {
      const asked = { document: context.req.valid('param').id, ...context.req.valid('query') };
      return context.json(await diffVersions(dependencies, signedIn(context), asked), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/documents/{id}/restoration',
      summary: 'Bring an older version back, by the secretariat and the chair and secretary of the item',
      request: { params, body: jsonBody(restorationRequestSchema) },
      responses: {
        201: json('The versions before and after', restorationSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        409: problem('locked'),
        422: problem('invalid'),
        503: problem('unavailable'),
      },
    }),
    async (context) => {
      const { version } = context.req.valid('json');
      const asked = { document: context.req.valid('param').id, version };
      return context.json(await restoreVersion(dependencies, signedIn(context), asked), 201);
    },
  );
  return app;
}
