import { createRoute, z } from '@hono/zod-openapi';
import { minutesSchema, minutesStateChangeSchema, scenarioSchema } from '@ruam/shared/api/resolutions.ts';
import type { DocxWriter } from '../docx/docxWriter.ts';
import { attachment, fileHeaders } from '../files/headers.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { circulateMinutes, keepScenario, type MinutesDependencies, seedMinutes } from './commands.ts';
import { minutesFile } from './minutesFile.ts';
import { readMinutes } from './readMinutes.ts';

const path = '/api/cycles/{cycle}/meetings/{meeting}/minutes';
const inMeeting = z.object({ cycle: z.string(), meeting: z.string() });
const answer = { 200: json('How far the minutes are', minutesSchema), 404: problem('notFound') };
const refused = { 403: problem('forbidden'), 413: problem('tooLarge'), 422: problem('invalid') };
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The minutes of a meeting: how far they are, and as a Word file (docs/resolutions.md). */
export function minutesRoutes(dependencies: MinutesDependencies & { readonly docx: DocxWriter }): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path,
      summary: 'How far the minutes of a meeting are, with the hash of their text',
      request: { params: inMeeting },
      responses: { ...answer, 503: problem('unavailable') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      return context.json(await readMinutes(dependencies, readerOf(context, key.cycle), key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/seed`,
      summary: 'Bring the official form into the minutes, from the agenda; only what lacks is added',
      request: { params: inMeeting },
      responses: { ...answer, ...refused, 409: problem('locked') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      return context.json(await seedMinutes(dependencies, readerOf(context, key.cycle), key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/state`,
      summary: 'Send the minutes of an ended meeting to its members, by the secretariat',
      request: { params: inMeeting, body: jsonBody(minutesStateChangeSchema) },
      responses: { ...answer, ...refused, 409: problem('meetingState') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      return context.json(await circulateMinutes(dependencies, readerOf(context, key.cycle), key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/scenario`,
      summary: 'Write into the minutes what the score would be, in words that say that it is no resolution',
      request: { params: inMeeting, body: jsonBody(scenarioSchema) },
      responses: { ...answer, ...refused, 409: problem('locked') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      return context.json(await keepScenario(dependencies, person, key, context.req.valid('json')), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: `${path}.docx`,
      summary: 'The minutes as a Word file in the official form',
      request: { params: inMeeting },
      responses: {
        200: { description: 'The file', content: { [wordType]: { schema: z.string() } } },
        404: problem('notFound'),
        503: problem('unavailable'),
      },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const { name, bytes } = await minutesFile(dependencies, readerOf(context, key.cycle), key);
      const headers = { ...fileHeaders, 'content-type': wordType, 'content-disposition': attachment(name) };
      return context.body(new Uint8Array(bytes), 200, { ...headers, 'cache-control': 'no-store' });
    },
  );
  return app;
}
