import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { changeStageSchema, stageAnswerSchema, takeConsoleSchema } from '@ruam/shared/api/stage.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { readMeeting } from '../meetings/readMeetings.ts';
import { answerOf, changeStage, type StageDependencies, takeConsole } from './changeStage.ts';
import { readStage } from './readStage.ts';

const path = '/api/cycles/{cycle}/meetings/{meeting}/stage';
const params = z.object({ cycle: z.string(), meeting: z.string() });
const answer = json('The stage', stageAnswerSchema);
const refused = { 403: problem('forbidden'), 404: problem('notFound'), 422: problem('invalid') };

/** What a meeting's projector shows, and who operates it (docs/stage.md). */
export function stageRoutes(dependencies: StageDependencies): HttpApp {
  const { database, now } = dependencies;
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path,
      summary: 'What the projector of a meeting shows; for who sees the meeting, and its projectors',
      request: { params },
      responses: { 200: answer, 304: { description: 'As it was' }, 404: problem('notFound') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const meeting = await readMeeting(database, readerOf(context, key.cycle), key);
      const stored = await readStage(database, meeting.id);
      const shown = context.get('projector') === null ? stored : { ...stored, console: null };
      const etag = `W/"${createHash('sha256').update(JSON.stringify(shown)).digest('base64url')}"`;
      context.header('etag', etag);
      // A browser that kept it would bring back a clock of before; who asks with the ETag itself knows that.
      context.header('cache-control', 'no-store');
      if (context.req.header('if-none-match') === etag) return context.body(null, 304) as never;
      return context.json(answerOf(shown, now()), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/console`,
      summary: 'Take the console of a meeting, by the secretariat; `take`: another one may lose it',
      request: { params, body: jsonBody(takeConsoleSchema) },
      responses: { 200: answer, ...refused, 409: problem('consoleTaken (name, at), meetingState') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      return context.json(await takeConsole(dependencies, person, key, context.req.valid('json')), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path,
      summary: 'Change what is named of what the projector shows, by who has the console',
      request: { params, body: jsonBody(changeStageSchema) },
      responses: { 200: answer, ...refused, 409: problem('consoleTaken (name, at), meetingState') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      return context.json(await changeStage(dependencies, person, key, context.req.valid('json')), 200);
    },
  );
  return app;
}
