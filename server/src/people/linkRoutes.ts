import { createRoute, z } from '@hono/zod-openapi';
import {
  invitationOfferSchema,
  invitationTakenSchema,
  invitationTakingSchema,
  passwordResetRequestSchema,
  passwordResetSchema,
} from '@ruam/shared/api/people.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { placeOf } from '../auth/place.ts';
import type { SignIn } from '../auth/signIn.ts';
import type { SignInLimit } from '../auth/signInLimit.ts';
import { addressOf, type HttpContext } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { type AccountDependencies, readPasswordReset, takePasswordReset } from './accounts.ts';
import { loadPerson } from './actor.ts';
import { type InvitationDependencies, readOffer, type Taker, takeInvitation } from './invitations.ts';
import { linkGone } from './tokens.ts';

interface Dependencies extends InvitationDependencies, AccountDependencies {
  readonly signIn: SignIn;
  readonly limit: SignInLimit;
  readonly trustProxy: number;
}

const tokenParameter = z.object({ token: z.string().min(1).max(100) });

/** What the holder of a link may do, signed in or not: take an invitation, set a password. Guessing is bounded. */
export function linkRoutes(dependencies: Dependencies): HttpApp {
  const app = createHttpApp();
  addInvitationRoutes(app, dependencies);
  addResetRoutes(app, dependencies);
  return app;
}

function addInvitationRoutes(app: HttpApp, dependencies: Dependencies): void {
  const { database, signIn, trustProxy } = dependencies;
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/invitations/{token}',
      summary: 'What an invitation offers',
      request: { params: tokenParameter },
      responses: {
        200: json('Agency, cycle and seat', invitationOfferSchema),
        410: problem('linkGone'),
        429: problem('tooManyAttempts'),
      },
    }),
    async (context) => {
      const { token } = context.req.valid('param');
      return context.json(await bounded(context, dependencies, () => readOffer(database, token, Date.now())), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/invitations/{token}',
      summary: 'Take an invitation: as the newcomer that is given, else as the signed-in person',
      request: { params: tokenParameter, body: jsonBody(invitationTakingSchema) },
      responses: {
        200: json('Taken; a newcomer is signed in', invitationTakenSchema),
        401: problem('notSignedIn'),
        403: problem('forbidden'),
        409: problem('loginTaken'),
        410: problem('linkGone'),
        422: problem('weakPassword'),
        429: problem('tooManyAttempts'),
      },
    }),
    async (context) => {
      const { token } = context.req.valid('param');
      const { newcomer } = context.req.valid('json');
      const taker = takerOf(context, newcomer);
      const taken = await bounded(context, dependencies, () =>
        nullWhenGone(() => takeInvitation(dependencies, token, taker)),
      );
      if (taker.kind === 'newcomer') {
        const person = await loadPerson(database, taken.person);
        if (person === null) throw linkGone();
        const previous = context.get('session');
        context.header('set-cookie', await signIn.start(person, placeOf(context, trustProxy), 'invitation'));
        if (previous) await signIn.end(previous);
      }
      return context.json({ cycle: taken.cycle }, 200);
    },
  );
}

function addResetRoutes(app: HttpApp, dependencies: Dependencies): void {
  const { database } = dependencies;
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/passwordResets/{token}',
      summary: 'Whose password a link sets',
      request: { params: tokenParameter },
      responses: {
        200: json('Name and login', passwordResetSchema),
        410: problem('linkGone'),
        429: problem('tooManyAttempts'),
      },
    }),
    async (context) => {
      const { token } = context.req.valid('param');
      const reset = await bounded(context, dependencies, () => readPasswordReset(database, token, Date.now()));
      return context.json({ name: reset.name, login: reset.login }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/passwordResets/{token}',
      summary: 'Set the password, once; ends every session of the person',
      request: { params: tokenParameter, body: jsonBody(passwordResetRequestSchema) },
      responses: {
        204: { description: 'Set' },
        410: problem('linkGone'),
        422: problem('weakPassword'),
        429: problem('tooManyAttempts'),
      },
    }),
    async (context) => {
      const { token } = context.req.valid('param');
      const { password } = context.req.valid('json');
      await bounded(context, dependencies, () =>
        nullWhenGone(async () => {
          await takePasswordReset(dependencies, token, password);
          return true;
        }),
      );
      return context.body(null, 204);
    },
  );
}

/** Under the limit of failed sign-ins, with a null that is told as `linkGone`. No login has a blank in front. */
async function bounded<T>(
  context: HttpContext,
  { limit, trustProxy }: Dependencies,
  check: () => Promise<T | null>,
): Promise<T> {
  const answer = await limit.attempt(' a link', addressOf(context, trustProxy), check);
  if (answer === null) throw linkGone();
  return answer;
}

async function nullWhenGone<T>(use: () => Promise<T>): Promise<T | null> {
  try {
    return await use();
  } catch (error) {
    if (error instanceof AppError && error.code === 'linkGone') return null;
    throw error;
  }
}

function takerOf(
  context: HttpContext,
  newcomer: { readonly login: string; readonly name: string; readonly password: string } | undefined,
): Taker {
  if (newcomer !== undefined) return { kind: 'newcomer', ...newcomer };
  const person = context.get('person');
  if (person === null) throw new AppError('notSignedIn', 'sign in, or say who is new');
  return { kind: 'person', person };
}
