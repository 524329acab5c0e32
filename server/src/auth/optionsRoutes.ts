import { createRoute } from '@hono/zod-openapi';
import { signInOptionsSchema } from '@ruam/shared/api/people.ts';
import { createHttpApp, type HttpApp, json } from '../http/openApi.ts';

/** `GET /api/signIn/options`: what the sign-in page offers. @param oidcName null when no provider is set */
export function signInOptionsRoutes(oidcName: string | null): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/signIn/options',
      summary: 'The ways to sign in',
      responses: { 200: json('Besides login and password', signInOptionsSchema) },
    }),
    (context) => context.json({ oidc: oidcName === null ? null : { name: oidcName } }, 200),
  );
  return app;
}
