import { createRoute, z } from '@hono/zod-openapi';
import {
  addedClaimsSchema,
  agendaPlaceSchema,
  changeAgendaEntrySchema,
  meetingDetailSchema,
  newAgendaEntrySchema,
  newPaperSchema,
} from '@ruam/shared/api/meetings.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { addEntry, addWaitingClaims, changeEntry, placeEntry, removeEntry } from './agenda.ts';
import type { MeetingDependencies } from './dependencies.ts';
import { addPaper, removePaper } from './papers.ts';
import { readDetail } from './readDetail.ts';

const path = '/api/cycles/{cycle}/meetings/{meeting}';
const inMeeting = z.object({ cycle: z.string(), meeting: z.string() });
const ofEntry = inMeeting.extend({ entry: z.string() });
const refused = { 403: problem('forbidden'), 404: problem('notFound'), 422: problem('invalid') };
const changed = { 200: json('The meeting', meetingDetailSchema), ...refused, 409: problem('meetingState') };

/** What the secretariat puts on the agenda of a meeting, and its papers. */
export function agendaRoutes(dependencies: MeetingDependencies): HttpApp {
  const { database } = dependencies;
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/agenda`,
      summary: 'Put an item, a document or words on the agenda, at the end of a section',
      request: { params: inMeeting, body: jsonBody(newAgendaEntrySchema) },
      responses: { ...changed, 409: problem('meetingState, keyUsed'), 413: problem('tooLarge') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      await addEntry(dependencies, person, key, context.req.valid('json'));
      return context.json(await readDetail(database, person, key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/waitingClaims`,
      summary: 'Put every claim that waits for a decision on the agenda; those that are there stay where they are',
      request: { params: inMeeting },
      responses: { ...changed, 200: json('The items that were added', addedClaimsSchema), 413: problem('tooLarge') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const added = await addWaitingClaims(dependencies, readerOf(context, key.cycle), key);
      return context.json({ added: [...added] }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/agenda/{entry}`,
      summary: 'Change the words of an entry, or how long it may take',
      request: { params: ofEntry, body: jsonBody(changeAgendaEntrySchema) },
      responses: changed,
    }),
    async (context) => {
      const { entry, ...key } = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      await changeEntry(dependencies, person, key, entry, context.req.valid('json'));
      return context.json(await readDetail(database, person, key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/agenda/{entry}/place`,
      summary: 'Put an entry behind another one (`after`), or first in a section (null)',
      request: { params: ofEntry, body: jsonBody(agendaPlaceSchema) },
      responses: { ...changed, 409: problem('meetingState, replaced: the one before it has moved') },
    }),
    async (context) => {
      const { entry, ...key } = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      await placeEntry(dependencies, person, key, entry, context.req.valid('json'));
      return context.json(await readDetail(database, person, key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: `${path}/agenda/{entry}`,
      summary: 'Take an entry off the agenda',
      request: { params: ofEntry },
      responses: changed,
    }),
    async (context) => {
      const { entry, ...key } = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      await removeEntry(dependencies, person, key, entry);
      return context.json(await readDetail(database, person, key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/papers`,
      summary: 'Add an entry of the evidence register, or a file that was uploaded, as a paper',
      request: { params: inMeeting, body: jsonBody(newPaperSchema) },
      responses: { ...changed, 413: problem('tooLarge') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      await addPaper(dependencies, person, key, context.req.valid('json'));
      return context.json(await readDetail(database, person, key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: `${path}/papers/{paper}`,
      summary: 'Take a paper away',
      request: { params: inMeeting.extend({ paper: z.string() }) },
      responses: changed,
    }),
    async (context) => {
      const { paper, ...key } = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      await removePaper(dependencies, person, key, paper);
      return context.json(await readDetail(database, person, key), 200);
    },
  );
  return app;
}
