import { createRoute, z } from '@hono/zod-openapi';
import {
  approvalRequestSchema,
  approvalSchema,
  hashedSchema,
  reopeningRequestSchema,
  reopeningSchema,
} from '@ruam/shared/api/api.ts';
import { levelSchema } from '@ruam/shared/assessment/level.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { approveItem, type DecidingDependencies, reopenItem } from './commands.ts';
import { readHashed } from './contentHash.ts';

const itemParameters = z.object({ cycle: z.string(), code: z.string() });
/** A dimension has no level: left out, or the word `null`. */
const hashedQuery = z.object({ level: z.union([levelSchema, z.literal('null')]).optional() });

/** Approvals, reopenings, and what an approval would hash. */
export function decidingRoutes(dependencies: DecidingDependencies): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/cycles/{cycle}/items/{code}/approval',
      summary: 'Approve a level (null for a dimension), by the steering chair or the secretariat; locks the evidence',
      request: { params: itemParameters, body: jsonBody(approvalRequestSchema) },
      responses: {
        201: json('The approval', approvalSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        409: problem('notClaimed, textChanged, locked, noMeeting'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { cycle, code } = context.req.valid('param');
      const person = readerOf(context, cycle);
      const { level, resolution, meetingId, expectedContentHash } = context.req.valid('json');
      const request = { cycle, code, level, resolution, meetingId, expectedContentHash };
      return context.json({ approval: await approveItem(dependencies, person, request) }, 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/cycles/{cycle}/items/{code}/reopening',
      summary: "Take an item's approvals back, by the steering chair or the secretariat; opens all its evidence",
      request: { params: itemParameters, body: jsonBody(reopeningRequestSchema) },
      responses: {
        201: json('The item', reopeningSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        409: problem('notApproved'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { cycle, code } = context.req.valid('param');
      const person = readerOf(context, cycle);
      const { reason } = context.req.valid('json');
      return context.json({ item: await reopenItem(dependencies, person, { cycle, code, reason }) }, 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/items/{code}/hashed',
      summary: 'What an approval of that level would hash now: the exact text and its SHA-256',
      request: { params: itemParameters, query: hashedQuery },
      responses: {
        200: json('Text and hash', hashedSchema),
        404: problem('notFound'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { cycle, code } = context.req.valid('param');
      readerOf(context, cycle);
      const { level = 'null' } = context.req.valid('query');
      return context.json(
        await readHashed(dependencies.database, { cycle, code }, level === 'null' ? null : level),
        200,
      );
    },
  );
  return app;
}
