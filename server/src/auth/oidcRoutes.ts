import { createRoute } from '@hono/zod-openapi';
import { oidcLinkRequestSchema, oidcLinkSchema } from '@ruam/shared/api/people.ts';
import { getCookie } from 'hono/cookie';
import { serialize } from 'hono/utils/cookie';
import { addressOf, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { type Oidc, ticketLifetimeMs } from './oidc.ts';
import { placeOf } from './place.ts';
import type { SignIn } from './signIn.ts';

interface Dependencies {
  readonly oidc: Oidc;
  readonly signIn: SignIn;
  readonly trustProxy: number;
  /** Whether the cookie is for https only. */
  readonly secure: boolean;
}

const cookieName = 'ruam_oidc';

/**
 * Signing in with the provider. To bind an account begins with a POST, whose Origin is checked: a foreign page could
 * else bind its own identity to whoever looks at it. It also takes the password: whoever finds a window left open could
 * else come back with an identity of their own.
 */
export function oidcRoutes({ oidc, signIn, trustProxy, secure }: Dependencies): HttpApp {
  const app = createHttpApp();
  const cookie = (ticket: string, maxAge: number): string =>
    serialize(cookieName, ticket, { path: '/api/oidc', httpOnly: true, sameSite: 'Lax', secure, maxAge });
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/oidc/start',
      summary: 'To the sign-in provider',
      responses: { 302: { description: 'To the provider' }, 503: problem('unavailable') },
    }),
    async (context) => {
      const { address, ticket } = await oidc.begin(null);
      context.header('set-cookie', cookie(ticket, ticketLifetimeMs / 1000));
      return context.redirect(address, 302);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/oidc/link',
      summary: "Begin to bind the person's account to the provider, with the password",
      request: { body: jsonBody(oidcLinkRequestSchema) },
      responses: {
        200: json('Where to send the browser', oidcLinkSchema),
        401: problem('notSignedIn, badCredentials'),
        429: problem('tooManyAttempts'),
        503: problem('unavailable'),
      },
    }),
    async (context) => {
      const person = signedIn(context);
      await signIn.demandPassword(person, context.req.valid('json').password, addressOf(context, trustProxy));
      const { address, ticket } = await oidc.begin(person);
      context.header('set-cookie', cookie(ticket, ticketLifetimeMs / 1000));
      return context.json({ address }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/oidc/callback',
      summary: 'Back from the sign-in provider',
      responses: {
        302: { description: 'Signed in, bound, or back to the sign-in page with ?oidc=noAccount or failed' },
      },
    }),
    async (context) => {
      const ticket = getCookie(context, cookieName) ?? null;
      const query = new URL(context.req.url).search.slice(1);
      const result = await oidc.finish(ticket, query, context.get('person'));
      context.header('set-cookie', cookie('', 0), { append: true });
      switch (result.kind) {
        case 'linked':
          return context.redirect('/profile?oidc=linked', 302);
        case 'noAccount':
        case 'failed':
          return context.redirect(`/?oidc=${result.kind}`, 302);
        case 'person': {
          const previous = context.get('session');
          const session = await signIn.start(result.person, placeOf(context, trustProxy), 'oidc');
          if (previous) await signIn.end(previous);
          context.header('set-cookie', session, { append: true });
          return context.redirect('/', 302);
        }
      }
    },
  );
  return app;
}
