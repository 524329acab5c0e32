import { readFile } from 'node:fs/promises';
import { createRoute, z } from '@hono/zod-openapi';
import { importAnswerSchema, importCommitSchema } from '@ruam/shared/api/api.ts';
import {
  importDraftSchema,
  importedIntoSchema,
  importFixesSchema,
  importIntoSchema,
  importListSchema,
} from '@ruam/shared/api/imports.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayImport } from '@ruam/shared/policy/policy.ts';
import { receiveUpload } from '../files/receiveUpload.ts';
import type { Spool } from '../files/spool.ts';
import { createUploadTurns } from '../files/uploadTurns.ts';
import { type HttpContext, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import type { Person } from '../people/actor.ts';
import { bringInto, type IntoDependencies } from './bringInto.ts';
import { commitImport, type Importer, importAnswer, importReport } from './commands.ts';
import { draftAnswer, fixDraft, listDrafts, removeDraft } from './drafts.ts';

interface Dependencies extends IntoDependencies {
  readonly maxBytes: number;
  readonly spool: Spool;
}

const params = z.object({ id: z.string() });
const refusals = { 403: problem('forbidden'), 404: problem('notFound') };

const importRoute = createRoute({
  method: 'post',
  path: '/api/imports',
  summary: 'Read a report (.txt, .docx, .pdf, .json); nothing is changed until the commit',
  request: {
    body: {
      content: {
        'multipart/form-data': { schema: z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }) }) },
      },
    },
  },
  responses: {
    201: json('What was understood, and what was not, with line numbers', importAnswerSchema),
    403: problem('forbidden'),
    413: problem('tooLarge'),
    415: problem('unknownFormat, with the reason'),
    422: problem('notUnderstood, with the reason'),
    429: problem('tooManyRequests'),
    503: problem('unavailable'),
  },
});

const draftRoute = createRoute({
  method: 'get',
  path: '/api/imports/{id}',
  summary: 'A draft: the source, where its lines went, what was understood, what was set right',
  request: { params },
  responses: { 200: json('The draft', importDraftSchema), ...refusals },
});

const fixRoute = createRoute({
  method: 'put',
  path: '/api/imports/{id}',
  summary: 'Read a draft again with what was set right, all of it each time',
  request: { params, body: jsonBody(importFixesSchema) },
  responses: {
    200: json('The draft', importDraftSchema),
    ...refusals,
    409: problem('inUse (a cycle was made of it), replaced (somebody else has set it right since its revision)'),
    413: problem('tooLarge (too long to be set right by hand)'),
    422: problem('invalid, notUnderstood'),
    503: problem('unavailable'),
  },
});

/** Importing reports, by the secretariat (docs/report.md, Import). */
export function importRoutes({ maxBytes, spool, ...dependencies }: Dependencies): HttpApp {
  const app = createHttpApp();
  const inTurn = createUploadTurns();
  const answerDraft = async (context: HttpContext, by: Importer, id: string): Promise<Response> =>
    context.body(await draftAnswer(dependencies, by, id), 200, { 'content-type': 'application/json' });
  // The answers are JSON that was made beside the loop, so they are sent as they are and only described here.
  app.openAPIRegistry.registerPath(importRoute);
  app.post('/api/imports', async (context) => {
    const by = importer(context);
    const answer = await inTurn(by.personId, async () => {
      const file = await receiveUpload(context.env.incoming, spool, maxBytes, async ({ path, givenName }) => ({
        fileName: givenName,
        bytes: new Uint8Array(await readFile(path)),
      }));
      return importAnswer(await importReport(dependencies, by, file));
    });
    return context.body(answer, 201, { 'content-type': 'application/json' });
  });
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/imports',
      summary: 'Drafts of the own agency that became nothing yet, the newest first',
      responses: { 200: json('Drafts', importListSchema), 403: problem('forbidden') },
    }),
    async (context) => context.json(await listDrafts(dependencies, importer(context)), 200),
  );
  app.openAPIRegistry.registerPath(draftRoute);
  app.get('/api/imports/:id', (context) => answerDraft(context, importer(context), context.req.param('id')));
  app.openapi(fixRoute, async (context) => {
    const by = importer(context);
    const { id } = context.req.valid('param');
    await fixDraft(dependencies, by, id, context.req.valid('json'));
    return (await answerDraft(context, by, id)) as never;
  });
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/imports/{id}',
      summary: 'Remove a draft that became nothing',
      request: { params },
      responses: { 204: { description: 'Removed' }, ...refusals, 409: problem('inUse (a cycle was made of it)') },
    }),
    async (context) => {
      await removeDraft(dependencies, importer(context), context.req.valid('param').id);
      return context.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/imports/{id}/commit',
      summary: 'Make a new cycle of what was understood',
      request: { params },
      responses: { 201: json('The new cycle', importCommitSchema), ...refusals, 503: problem('unavailable') },
    }),
    async (context) => {
      const cycleId = await commitImport(dependencies, importer(context), context.req.valid('param').id);
      return context.json({ cycle: { id: cycleId } }, 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/imports/{id}/into',
      summary: 'Bring texts of a draft into documents of a cycle, behind what is there or instead of it; all or none',
      request: { params, body: jsonBody(importIntoSchema) },
      responses: {
        201: json('The versions before and after', importedIntoSchema),
        ...refusals,
        409: problem('locked'),
        413: problem('tooLarge'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      importer(context);
      const { id } = context.req.valid('param');
      const documents = await bringInto(dependencies, signedIn(context), id, context.req.valid('json'));
      return context.json({ documents: [...documents] }, 201);
    },
  );
  return app;
}

function importer(context: HttpContext): Importer & { readonly personId: string } {
  const person: Person = signedIn(context);
  if (!mayImport(person)) throw new AppError('forbidden', 'reports are imported by the secretariat');
  return { agencyId: person.agencyId, personId: person.id };
}
