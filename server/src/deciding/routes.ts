import { createRoute, z } from '@hono/zod-openapi';
import {
  approvalSchema,
  hashedSchema,
  itemSchema,
  reopeningRequestSchema,
  reopeningSchema,
} from '@ruam/shared/api/api.ts';
import {
  approvalWithConditionsSchema,
  conditionsMetSchema,
  decidingMeetingSchema,
  decisionRequestSchema,
  decisionSchema,
  historyEntrySchema,
  reopeningWishSchema,
} from '@ruam/shared/api/deciding.ts';
import { levelSchema } from '@ruam/shared/assessment/level.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { claimRoutes } from './claimRoutes.ts';
import { approveItem, type DecidingDependencies, reopenItem } from './commands.ts';
import { decideItem, meetConditions, requestReopening } from './decide.ts';
import { readItem } from './decidedItem.ts';
import { listDecidingMeetings } from './meeting.ts';
import { readHistory } from './readHistory.ts';
import { snapshotRoutes } from './snapshotRoutes.ts';

const params = z.object({ cycle: z.string(), code: z.string() });
/** A dimension has no level: left out, or the word `null`. */
const hashedQuery = z.object({ level: z.union([levelSchema, z.literal('null')]).optional() });
const path = (call: string) => `/api/cycles/{cycle}/items/{code}/${call}`;
const refused = { 403: problem('forbidden'), 404: problem('notFound'), 422: problem('invalid') };

/** Claims, decisions, reopenings, what an approval would hash, and versions. */
export function decidingRoutes(dependencies: DecidingDependencies): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'post',
      path: path('approval'),
      summary: 'Approve a level (null for a dimension), by the steering chair or the secretariat; locks the evidence',
      request: { params, body: jsonBody(approvalWithConditionsSchema) },
      responses: {
        201: json('The approval', approvalSchema),
        409: problem('notClaimed, textChanged, locked, noMeeting'),
        ...refused,
      },
    }),
    async (context) => {
      const { cycle, code } = context.req.valid('param');
      const person = readerOf(context, cycle);
      const { level, resolution, meetingId, expectedContentHash, conditions = null } = context.req.valid('json');
      const request = { cycle, code, level, resolution, meetingId, expectedContentHash, conditions };
      return context.json({ approval: await approveItem(dependencies, person, request) }, 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: path('conditions'),
      summary: 'Record that the conditions of the approval are met, by the secretariat',
      request: { params, body: jsonBody(conditionsMetSchema) },
      responses: { 200: json('The item', itemSchema), 409: problem('notApproved'), ...refused },
    }),
    async (context) => {
      const key = context.req.valid('param');
      return context.json(await meetConditions(dependencies, readerOf(context, key.cycle), key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: path('decision'),
      summary: 'Return, note or postpone an item, by the steering chair or the secretariat',
      request: { params, body: jsonBody(decisionRequestSchema) },
      responses: { 201: json('The decision', decisionSchema), 409: problem('locked, noMeeting'), ...refused },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      return context.json(await decideItem(dependencies, person, key, context.req.valid('json')), 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: path('reopening'),
      summary: "Take an item's approvals back, by the steering chair or the secretariat; opens all its evidence",
      request: { params, body: jsonBody(reopeningRequestSchema) },
      responses: { 201: json('The item', reopeningSchema), 409: problem('notApproved'), ...refused },
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
      method: 'post',
      path: path('reopeningRequest'),
      summary: "Ask for an approved item to be reopened, by the members of the item's body",
      request: { params, body: jsonBody(reopeningWishSchema) },
      responses: { 201: json('The request', z.object({ id: z.string() })), 409: problem('notApproved'), ...refused },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      const { reason, rescues = [] } = context.req.valid('json');
      return context.json(await requestReopening(dependencies, person, key, { reason, rescues }), 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: path('decisions'),
      summary: 'Claims, advised levels, approvals, reopenings, requests for them and other decisions, newest first',
      request: { params },
      responses: { 200: json('The way of the item', z.array(historyEntrySchema)), 404: problem('notFound') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      readerOf(context, key.cycle);
      return context.json(await readHistory(dependencies.database, key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: path('meetings'),
      summary: 'The meetings in which the item can be decided now, first the one that is taken when none is named',
      request: { params },
      responses: { 200: json('Meetings', z.array(decidingMeetingSchema)), 404: problem('notFound') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      readerOf(context, key.cycle);
      await readItem(dependencies.database, key);
      return context.json(await listDecidingMeetings(dependencies.database, key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: path('hashed'),
      summary: 'What an approval of that level would hash now: the exact text and its SHA-256',
      request: { params, query: hashedQuery },
      responses: { 200: json('Text and hash', hashedSchema), 404: problem('notFound'), 422: problem('invalid') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      readerOf(context, key.cycle);
      const { level = 'null' } = context.req.valid('query');
      return context.json(await dependencies.hashedNow(key, level === 'null' ? null : level), 200);
    },
  );
  app.route('/', claimRoutes(dependencies));
  app.route('/', snapshotRoutes(dependencies));
  return app;
}
