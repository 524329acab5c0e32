import { createRoute, z } from '@hono/zod-openapi';
import {
  changeEvidenceSchema,
  evidenceDetailSchema,
  evidenceRemovedSchema,
  evidenceSchema,
  newEvidenceSchema,
} from '@ruam/shared/api/evidence.ts';
import { readerOf, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { changeEvidence } from './changeEvidence.ts';
import { addEvidence } from './commands.ts';
import type { EvidenceDependencies } from './entry.ts';
import { listEvidence, readEvidence } from './readEvidence.ts';
import { removeEvidence } from './removeEvidence.ts';

const inCycle = z.object({ cycle: z.string() });
const idParameter = z.object({ id: z.string() });
const entry = json('The entry', evidenceDetailSchema);
const refusals = { 403: problem('forbidden'), 404: problem('notFound'), 422: problem('invalid') };

/** The evidence register (docs/evidence.md). */
export function evidenceRoutes(dependencies: EvidenceDependencies): HttpApp {
  const { database } = dependencies;
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/evidence',
      summary: 'The evidence register, newest first, removed entries too; of confidential ones some see the title only',
      request: { params: inCycle },
      responses: { 200: json('Entries', z.array(evidenceSchema)), 404: problem('notFound') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      return context.json(await listEvidence(database, readerOf(context, cycle), cycle), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/cycles/{cycle}/evidence',
      summary: 'Add an uploaded file to the register, by the bodies of categories and the secretariat',
      request: { params: inCycle, body: jsonBody(newEvidenceSchema) },
      responses: {
        200: json('Added before, by the same request', evidenceDetailSchema),
        201: entry,
        ...refusals,
        409: problem('keyUsed'),
        413: problem('tooLarge'),
      },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      const person = readerOf(context, cycle);
      const { id, isNew } = await addEvidence(dependencies, person, cycle, context.req.valid('json'));
      return context.json(await readEvidence(database, person, id), isNew ? 201 : 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/evidence/{id}',
      summary: 'An entry with its versions and the snapshots that name it',
      request: { params: idParameter },
      responses: { 200: entry, 404: problem('notFound') },
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      return context.json(await readEvidence(database, signedIn(context), id), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/evidence/{id}',
      summary: 'Change what is named of an entry, or put a new version of its file in; the old one stays',
      request: { params: idParameter, body: jsonBody(changeEvidenceSchema) },
      responses: { 200: entry, ...refusals, 409: problem('replaced'), 413: problem('tooLarge') },
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      const person = signedIn(context);
      await changeEvidence(dependencies, person, id, context.req.valid('json'));
      return context.json(await readEvidence(database, person, id), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/evidence/{id}',
      summary: 'Take an entry out of the register that no text and no snapshot names; its title stays',
      request: { params: idParameter },
      responses: {
        200: json('It is removed', evidenceRemovedSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        409: problem('inUse, with where it is named'),
      },
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      await removeEvidence(dependencies, signedIn(context), id);
      return context.json({ id, removed: true as const }, 200);
    },
  );
  return app;
}
