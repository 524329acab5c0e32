import { createRoute, z } from '@hono/zod-openapi';
import { amendResolutionSchema, newResolutionSchema, resolutionSchema } from '@ruam/shared/api/resolutions.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { asItWas, type SharedAnswers } from '../http/sharedAnswers.ts';
import { withoutPeople } from '../http/withoutPeople.ts';
import { readMeeting } from '../meetings/readMeetings.ts';
import { amendResolution, makeResolution, type ResolutionDependencies } from './commands.ts';
import { listResolutions } from './readResolutions.ts';

const path = '/api/cycles/{cycle}/meetings/{meeting}/resolutions';
const inMeeting = z.object({ cycle: z.string(), meeting: z.string() });
const answer = json('The resolution', resolutionSchema);
const refused = {
  403: problem('forbidden'),
  404: problem('notFound'),
  413: problem('tooLarge'),
  422: problem('invalid'),
};

/** The resolutions of a meeting (docs/resolutions.md). @param answers shares what is the same for many */
export function resolutionRoutes(dependencies: ResolutionDependencies, answers: SharedAnswers): HttpApp {
  const { database } = dependencies;
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path,
      summary: 'What a meeting has resolved, in the order in which it fell',
      request: { params: inMeeting },
      responses: { 200: json('Resolutions', z.array(resolutionSchema)), ...asItWas },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const { id } = await readMeeting(database, readerOf(context, key.cycle), key);
      const question = { cycle: key.cycle, name: `resolutions ${id}`, of: 'ofMeetings' } as const;
      if (context.get('projector') !== null)
        return context.json(withoutPeople(await listResolutions(database, id)), 200) as never;
      return answers.answer(context, question, () => listResolutions(database, id)) as never;
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path,
      summary: 'Record what is resolved besides decisions on items, by the steering chair or the secretariat',
      request: { params: inMeeting, body: jsonBody(newResolutionSchema) },
      responses: {
        201: answer,
        409: problem('meetingState, replaced, textChanged, locked, keyUsed'),
        ...refused,
      },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      return context.json(await makeResolution(dependencies, person, key, context.req.valid('json')), 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/{resolution}`,
      summary: 'Add observations to a resolution, and its vote, until the minutes are confirmed',
      request: { params: inMeeting.extend({ resolution: z.string() }), body: jsonBody(amendResolutionSchema) },
      responses: { 200: answer, 409: problem('locked'), ...refused },
    }),
    async (context) => {
      const { resolution: id, ...key } = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      return context.json(await amendResolution(dependencies, person, { ...key, id }, context.req.valid('json')), 200);
    },
  );
  return app;
}
