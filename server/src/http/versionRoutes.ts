import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRoute, z } from '@hono/zod-openapi';
import { createHttpApp, type HttpApp, json } from './openApi.ts';

const versionSchema = z.object({ build: z.string().nullable() });

/** `/api/version`: the client that is served now; a page of another one is old. Null: none is built. */
export function versionRoutes(clientDir: string): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/version',
      summary: 'The build of the client that is served now',
      responses: { 200: json('The build', versionSchema) },
    }),
    async (context) => context.json(await readVersion(clientDir), 200),
  );
  return app;
}

/** Read each time: a new client may be put beside a running server. */
async function readVersion(clientDir: string): Promise<z.infer<typeof versionSchema>> {
  try {
    return versionSchema.parse(JSON.parse(await readFile(join(clientDir, 'version.json'), 'utf8')));
  } catch {
    return { build: null };
  }
}
