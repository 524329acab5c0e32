import { createRoute, z } from '@hono/zod-openapi';
import {
  changeMeetingSchema,
  meetingDetailSchema,
  meetingSchema,
  meetingStepSchema,
  newMeetingSchema,
  packSchema,
  presenceChangeSchema,
} from '@ruam/shared/api/meetings.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { agendaRoutes } from './agendaRoutes.ts';
import { changeMeeting, planMeeting, stepMeeting } from './commands.ts';
import type { MeetingDependencies } from './dependencies.ts';
import { notePresence } from './members.ts';
import { readPack } from './pack.ts';
import { participantRoutes } from './participantRoutes.ts';
import { asShown, readDetail, readOwn, readWhole } from './readDetail.ts';
import { listMeetings, readMeeting } from './readMeetings.ts';
import { removeMeeting } from './removeMeeting.ts';

const inCycle = z.object({ cycle: z.string() });
const inMeeting = inCycle.extend({ meeting: z.string() });
const detail = json('The meeting', meetingDetailSchema);
const refused = { 403: problem('forbidden'), 404: problem('notFound'), 422: problem('invalid') };

/** Meetings: planning, publishing, running, and their pack (docs/meetings.md). */
export function meetingRoutes(dependencies: MeetingDependencies): HttpApp {
  const { database, answers } = dependencies;
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/meetings',
      summary: 'The meetings that the caller may see: the secretariat all, others those of their body once published',
      request: { params: inCycle },
      responses: { 200: json('Meetings', z.array(meetingSchema)), 404: problem('notFound') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      return context.json(await listMeetings(database, readerOf(context, cycle), cycle), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/cycles/{cycle}/meetings',
      summary: 'Plan a meeting of a body, by the secretariat',
      request: { params: inCycle, body: jsonBody(newMeetingSchema) },
      responses: { 201: detail, ...refused, 409: problem('numberTaken'), 413: problem('tooLarge') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      const person = readerOf(context, cycle);
      const meeting = await planMeeting(dependencies, person, cycle, context.req.valid('json'));
      return context.json(await readDetail(database, person, { cycle, meeting }), 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/meetings/{meeting}',
      summary: 'A meeting with its agenda, members, papers, raised hands, and the notes that are for the caller',
      request: { params: inMeeting },
      responses: { 200: detail, 404: problem('notFound') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      const meeting = await readMeeting(database, person, key);
      const question = { cycle: key.cycle, name: `meeting ${meeting.id}`, of: 'ofMeetings' } as const;
      // Read anew within: what is shared is never older than the version it is kept under (docs/stage.md G10).
      const whole = await answers.part(question, async () =>
        readWhole(database, await readMeeting(database, person, key)),
      );
      const isProjector = context.get('projector') !== null;
      const answer = isProjector ? asShown(whole) : { ...whole, ...(await readOwn(database, person, meeting)) };
      return answers.own(context, answer) as never;
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/cycles/{cycle}/meetings/{meeting}',
      summary: 'Change what is named of a meeting, by the secretariat; members are told when a published one is moved',
      request: { params: inMeeting, body: jsonBody(changeMeetingSchema) },
      responses: { 200: detail, ...refused, 409: problem('numberTaken, meetingState') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      await changeMeeting(dependencies, person, key, context.req.valid('json'));
      return context.json(await readDetail(database, person, key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/cycles/{cycle}/meetings/{meeting}',
      summary:
        'Take a meeting away that was planned by mistake, by the secretariat; nothing was decided or written in it',
      request: { params: inMeeting },
      responses: { 204: { description: 'It is gone' }, ...refused, 409: problem('meetingState, inUse') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      await removeMeeting(dependencies, readerOf(context, key.cycle), key);
      return context.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/cycles/{cycle}/meetings/{meeting}/state',
      summary: 'Publish, begin or end a meeting, by the secretariat; what has happened already changes nothing',
      request: { params: inMeeting, body: jsonBody(meetingStepSchema) },
      responses: { 200: detail, ...refused, 409: problem('meetingState, meetingRunning') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      await stepMeeting(dependencies, person, key, context.req.valid('json').event);
      return context.json(await readDetail(database, person, key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/cycles/{cycle}/meetings/{meeting}/members/{person}/presence',
      summary: 'Note whether a member is there, by the secretariat; null takes it back',
      request: { params: inMeeting.extend({ person: z.string() }), body: jsonBody(presenceChangeSchema) },
      responses: { 200: detail, ...refused, 409: problem('meetingState') },
    }),
    async (context) => {
      const { person: member, ...key } = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      await notePresence(dependencies, person, key, member, context.req.valid('json').presence);
      return context.json(await readDetail(database, person, key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/meetings/{meeting}/pack',
      summary: 'The texts of all that is on the agenda as they are committed now, each with its hash',
      request: { params: inMeeting },
      responses: { 200: json('The pack', packSchema), 404: problem('notFound'), 503: problem('unavailable') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      return context.json(await readPack(dependencies, readerOf(context, key.cycle), key), 200);
    },
  );
  app.route('/', agendaRoutes(dependencies));
  app.route('/', participantRoutes(dependencies));
  return app;
}
