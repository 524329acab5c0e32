import { createRoute } from '@hono/zod-openapi';
import { sessionSchema, signInSchema, visitorSchema } from '@ruam/shared/api/api.ts';
import { signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import type { Person } from '../people/actor.ts';
import { placeOf } from './place.ts';
import type { SignIn } from './signIn.ts';

interface Dependencies {
  readonly signIn: SignIn;
  readonly trustProxy: number;
}

/** `POST`, `GET` and `DELETE /api/session`. */
export function sessionRoutes({ signIn, trustProxy }: Dependencies): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/session',
      summary: 'Sign in',
      request: { body: jsonBody(signInSchema) },
      responses: {
        200: json('Signed in; the session cookie is set', sessionSchema),
        401: problem('badCredentials; with the right password secondFactorNeeded, badCode'),
        403: problem('accountSuspended'),
        429: problem('tooManyAttempts'),
      },
    }),
    async (context) => {
      const previous = context.get('session');
      const { person, cookie } = await signIn.withPassword(context.req.valid('json'), placeOf(context, trustProxy));
      if (previous) await signIn.end(previous);
      context.header('set-cookie', cookie);
      return context.json({ person: answer(person) }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/session',
      summary: 'Who is signed in',
      responses: { 200: json('The person with every role', sessionSchema), 401: problem('notSignedIn') },
    }),
    (context) => context.json({ person: answer(signedIn(context)) }, 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/session/person',
      summary: 'Who is signed in, null when nobody is; for pages, which ask before anybody is',
      responses: { 200: json('The person with every role, or null', visitorSchema) },
    }),
    (context) => {
      const person = context.get('person');
      return context.json({ person: person === null ? null : answer(person) }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/session',
      summary: 'Sign out',
      responses: { 204: { description: 'Signed out' } },
    }),
    async (context) => {
      const session = context.get('session');
      if (session) await signIn.end(session);
      context.header('set-cookie', signIn.blankCookie);
      return context.body(null, 204);
    },
  );
  return app;
}

function answer(person: Person) {
  const { id, login, name, seats, mustSetUpSecondFactor } = person;
  return { id, login, name, roles: [...seats], ...(mustSetUpSecondFactor ? { mustSetUpSecondFactor } : {}) };
}
