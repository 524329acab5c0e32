import { createRoute, z } from '@hono/zod-openapi';
import {
  openSessionSchema,
  passwordChangeSchema,
  recoveryCodesSchema,
  secondFactorBeginningSchema,
  secondFactorBegunSchema,
  secondFactorConfirmationSchema,
  secondFactorRemovalSchema,
  secondFactorSchema,
} from '@ruam/shared/api/people.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { agencyChain } from '../events/audit.ts';
import { addressOf, type HttpContext, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { changePassword } from './changePassword.ts';
import type { SecondFactors } from './secondFactor.ts';
import type { Sessions, ValidSession } from './sessions.ts';
import type { SignIn } from './signIn.ts';
import { needsSecondFactor } from './signInPolicy.ts';

interface Dependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly secondFactors: SecondFactors;
  readonly trustProxy: number;
  readonly rightsChanged: (personId: string) => Promise<void>;
}

/** What a person does with their own sign-in: password, sessions, second factor. */
export function ownSignInRoutes(dependencies: Dependencies): HttpApp {
  const { trustProxy } = dependencies;
  const app = createHttpApp();
  addSessionRoutes(app, dependencies);
  addSecondFactorRoutes(app, dependencies);
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/session/password',
      summary: "Change one's own password; ends the other sessions",
      request: { body: jsonBody(passwordChangeSchema) },
      responses: {
        204: { description: 'Changed' },
        401: problem('badCredentials'),
        422: problem('weakPassword'),
        429: problem('tooManyAttempts'),
      },
    }),
    async (context) => {
      const { current, next } = context.req.valid('json');
      const { publicId } = sessionOf(context);
      await changePassword(dependencies, signedIn(context), {
        current,
        next,
        address: addressOf(context, trustProxy),
        session: publicId,
      });
      return context.body(null, 204);
    },
  );
  return app;
}

function addSessionRoutes(app: HttpApp, { commands, sessions, rightsChanged }: Dependencies): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/sessions',
      summary: 'Where the person is signed in',
      responses: { 200: json('Sessions, the newest first', z.array(openSessionSchema)), 401: problem('notSignedIn') },
    }),
    async (context) => {
      const person = signedIn(context);
      const current = sessionOf(context).publicId;
      const all = await sessions.list(person.id);
      const answer = all.map(({ publicId, ...rest }) => ({ id: publicId, ...rest, isCurrent: publicId === current }));
      return context.json(answer, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/sessions/{session}',
      summary: 'Sign out in one place, at once',
      request: { params: z.object({ session: z.string() }) },
      responses: { 204: { description: 'Signed out there' }, 404: problem('notFound') },
    }),
    async (context) => {
      const person = signedIn(context);
      const { session } = context.req.valid('param');
      if (!(await sessions.endListed(person.id, session))) throw new AppError('notFound', 'there is no such session');
      await rightsChanged(person.id);
      await commands.run(person.id, ({ audit }) =>
        audit(agencyChain(person.agencyId), 'session.ended', { person: person.id, session }),
      );
      return context.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/sessions',
      summary: 'Sign out everywhere else, at once',
      responses: { 204: { description: 'Signed out there' } },
    }),
    async (context) => {
      const person = signedIn(context);
      const kept = sessionOf(context).publicId;
      await sessions.endOthers(person.id, kept);
      await rightsChanged(person.id);
      await commands.run(person.id, ({ audit }) =>
        audit(agencyChain(person.agencyId), 'session.othersEnded', { person: person.id, kept }),
      );
      return context.body(null, 204);
    },
  );
}

function addSecondFactorRoutes(app: HttpApp, dependencies: Dependencies): void {
  const { database, sessions, signIn, secondFactors, trustProxy, rightsChanged } = dependencies;
  const path = '/api/session/secondFactor';
  app.openapi(
    createRoute({
      method: 'get',
      path,
      summary: "The person's second factor",
      responses: { 200: json('Whether it is on, and whether it must be', secondFactorSchema) },
    }),
    async (context) => {
      const person = signedIn(context);
      const known = await secondFactors.read(person.id);
      const isRequired = await needsSecondFactor(database, person);
      const recoveryCodesLeft = known?.recoveryCodesLeft ?? 0;
      return context.json({ isOn: known !== null, isRequired, recoveryCodesLeft }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path,
      summary: 'Begin to set up a second factor, with the password; it holds once it is confirmed',
      request: { body: jsonBody(secondFactorBeginningSchema) },
      responses: {
        200: json('What the app needs', secondFactorBegunSchema),
        401: problem('badCredentials'),
        409: problem('secondFactorOn'),
        429: problem('tooManyAttempts'),
      },
    }),
    async (context) => {
      const person = signedIn(context);
      // Whoever holds only a session would else lock its owner out.
      await signIn.demandPassword(person, context.req.valid('json').password, addressOf(context, trustProxy));
      return context.json(await secondFactors.begin(person), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path,
      summary: 'Confirm it with a code of the app; ends the other sessions',
      request: { body: jsonBody(secondFactorConfirmationSchema) },
      responses: {
        200: json('The recovery codes, told once', recoveryCodesSchema),
        401: problem('badCode'),
        409: problem('secondFactorOn'),
        429: problem('tooManyAttempts'),
      },
    }),
    async (context) => {
      const { code } = context.req.valid('json');
      const person = signedIn(context);
      const recoveryCodes = await secondFactors.confirm(person, code);
      await sessions.endOthers(person.id, sessionOf(context).publicId);
      await rightsChanged(person.id);
      return context.json({ recoveryCodes }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path,
      summary: 'Remove it, with password and code; not for who must have one',
      request: { body: jsonBody(secondFactorRemovalSchema) },
      responses: {
        204: { description: 'Removed' },
        401: problem('badCredentials, badCode'),
        403: problem('secondFactorRequired'),
        429: problem('tooManyAttempts'),
      },
    }),
    async (context) => {
      const person = signedIn(context);
      const { password, code } = context.req.valid('json');
      if (await needsSecondFactor(database, person)) {
        throw new AppError('secondFactorRequired', 'one of your roles needs a second factor');
      }
      const address = addressOf(context, trustProxy);
      await signIn.demandPassword(person, password, address);
      await signIn.demandCode(person, code, address);
      await secondFactors.remove(person);
      return context.body(null, 204);
    },
  );
}

function sessionOf(context: HttpContext): ValidSession {
  const session = context.get('session');
  if (session === null) throw new AppError('notSignedIn', 'sign in first');
  return session;
}
