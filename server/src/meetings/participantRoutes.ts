import { createRoute, z } from '@hono/zod-openapi';
import {
  handSchema,
  meetingDetailSchema,
  meetingNoteChangeSchema,
  newMeetingNoteSchema,
} from '@ruam/shared/api/meetings.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import type { MeetingDependencies } from './dependencies.ts';
import { lowerHand, markNote, raiseHand, sendNote } from './participation.ts';
import { readDetail } from './readDetail.ts';

const path = '/api/cycles/{cycle}/meetings/{meeting}';
const inMeeting = z.object({ cycle: z.string(), meeting: z.string() });
const detail = json('The meeting', meetingDetailSchema);
const refused = { 403: problem('forbidden'), 404: problem('notFound'), 422: problem('invalid') };

/** Hands and notes: what the members of a meeting's body do in it, and how the secretariat answers. */
export function participantRoutes(dependencies: MeetingDependencies): HttpApp {
  const { database } = dependencies;
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/hand`,
      summary: 'Raise or lower the own hand while the meeting runs, by who sits in its body',
      request: { params: inMeeting, body: jsonBody(handSchema) },
      responses: { 200: detail, ...refused, 409: problem('meetingState') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      await raiseHand(dependencies, person, key, context.req.valid('json').raised);
      return context.json(await readDetail(database, person, key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: `${path}/hands/{person}`,
      summary: 'Lower the hand of somebody who has spoken, by the secretariat',
      request: { params: inMeeting.extend({ person: z.string() }) },
      responses: { 200: detail, ...refused },
    }),
    async (context) => {
      const { person: raised, ...key } = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      await lowerHand(dependencies, person, key, raised);
      return context.json(await readDetail(database, person, key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/notes`,
      summary: 'Write to the secretary, by who sits in the body; the secretariat alone reads it',
      request: { params: inMeeting, body: jsonBody(newMeetingNoteSchema) },
      responses: { 200: detail, ...refused, 409: problem('meetingState, keyUsed'), 413: problem('tooLarge') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      await sendNote(dependencies, person, key, context.req.valid('json'));
      return context.json(await readDetail(database, person, key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/notes/{note}`,
      summary: 'Mark a note as read or not read, by the secretariat',
      request: { params: inMeeting.extend({ note: z.string() }), body: jsonBody(meetingNoteChangeSchema) },
      responses: { 200: detail, ...refused },
    }),
    async (context) => {
      const { note, ...key } = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      await markNote(dependencies, person, key, note, context.req.valid('json').read);
      return context.json(await readDetail(database, person, key), 200);
    },
  );
  return app;
}
