import { createRoute, z } from '@hono/zod-openapi';
import { rescueDiscardedSchema, rescueKeptSchema, rescueSchema } from '@ruam/shared/api/api.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { bodyLimit } from 'hono/body-limit';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { readDocument } from '../document/readDocument.ts';
import { type HttpContext, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import type { SyncServer } from '../sync/server.ts';
import { setDiscarded } from './commands.ts';
import { readRescues } from './readRescues.ts';

interface Dependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly sync: Pick<SyncServer, 'keepRescue' | 'rescues'>;
  /** Bytes of one rescue; what a person may keep in a document altogether is the sync server's matter. */
  readonly maxBytes: number;
}

const idParameter = z.object({ id: z.string() });
const discardedQuery = z.object({ discarded: z.enum(['true', 'false']).optional() });
const list = json('Rescues, oldest first', z.array(rescueSchema));

const keepRoute = createRoute({
  method: 'post',
  path: '/api/documents/{id}/rescues',
  summary: 'Keep an edit that could not be written (a Yjs V1 update), by whoever may read the document',
  request: {
    params: idParameter,
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
    },
  },
  responses: {
    200: json('It is held already, in this rescue or (null) in the document', rescueKeptSchema),
    201: json('The rescue', rescueKeptSchema),
    404: problem('notFound'),
    413: problem('tooLarge'),
    422: problem('invalid'),
  },
});

/** Refused edits: reading them, and keeping one. */
export function rescueRoutes({ database, commands, sync, maxBytes }: Dependencies): HttpApp {
  const app = createHttpApp();
  const sources = { database, rescuesOf: sync.rescues };
  const readable = async (context: HttpContext, id: string): Promise<string> => {
    if (!(await readDocument(database, signedIn(context), id))) throw new AppError('notFound', 'no such document');
    return id;
  };
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/rescues',
      summary: 'The refused edits that the person may read; those that were put away only with discarded=true',
      request: { query: discardedQuery },
      responses: { 200: list },
    }),
    async (context) => {
      const isDiscarded = context.req.valid('query').discarded === 'true';
      return context.json(await readRescues(sources, signedIn(context), null, isDiscarded), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/documents/{id}/rescues',
      summary: 'The refused edits of a document that the person may read',
      request: { params: idParameter },
      responses: { 200: list, 404: problem('notFound') },
    }),
    async (context) => {
      const id = await readable(context, context.req.valid('param').id);
      return context.json(await readRescues(sources, signedIn(context), id, false), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/rescues/{id}',
      summary: 'Put a refused edit away, by its author or the secretariat; it is kept and can be brought back',
      request: { params: idParameter, query: z.object({ confirm: z.literal('true') }) },
      responses: {
        200: json('It is put away', rescueDiscardedSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      await setDiscarded({ database, commands }, signedIn(context), id, true);
      return context.json({ id, discarded: true }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/rescues/{id}',
      summary: 'Bring a refused edit back that was put away, by its author or the secretariat',
      request: { params: idParameter, body: jsonBody(z.object({ discarded: z.literal(false) })) },
      responses: {
        200: json('It is listed again', rescueDiscardedSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      await setDiscarded({ database, commands }, signedIn(context), id, false);
      return context.json({ id, discarded: false }, 200);
    },
  );
  const limit = bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw new AppError('tooLarge', `a rescue has at most ${maxBytes} bytes`, { maxBytes });
    },
  });
  // Bytes, which the generator of the description cannot check: only described there.
  app.openAPIRegistry.registerPath(keepRoute);
  app.post('/api/documents/:id/rescues', limit, async (context) => {
    const id = await readable(context, context.req.param('id'));
    const update = new Uint8Array(await context.req.arrayBuffer());
    const kept = await sync.keepRescue(id, update, signedIn(context).id);
    return context.json({ id: kept.id }, kept.isNew ? 201 : 200);
  });
  return app;
}
