import { AppError, errorStatus } from '@ruam/shared/errors/errors.ts';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Logger } from 'pino';
import type { Sessions } from '../auth/sessions.ts';
import type { Database } from '../database/database.ts';
import { loadPerson } from '../people/actor.ts';
import type { HttpEnvironment } from './environment.ts';

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Every method that may change something needs an Origin of ours, whatever its content type; else `badOrigin`. */
export function checkOrigin(origins: readonly string[]) {
  return createMiddleware<HttpEnvironment>(async (context, next) => {
    const origin = context.req.header('origin');
    if (!safeMethods.has(context.req.method) && (origin === undefined || !origins.includes(origin))) {
      throw new AppError('badOrigin', 'this request does not come from a page of this server');
    }
    await next();
  });
}

/** Reads the session cookie and loads the person with every seat, for each request anew. */
export function readSession(sessions: Sessions, database: Database) {
  return createMiddleware<HttpEnvironment>(async (context, next) => {
    const session = await sessions.read(context.req.header('cookie'));
    const person = session ? await loadPerson(database, session.personId) : null;
    context.set('session', person ? session : null);
    context.set('person', person);
    if (session?.renewedCookie) context.header('set-cookie', session.renewedCookie, { append: true });
    await next();
  });
}

/** Answers an error with its code and status; what is not an AppError is logged and answered without a detail. */
export function answerError(logger: Logger) {
  return (error: Error, context: Context): Response => {
    const known = asAppError(error);
    if (known === null) logger.error({ error, path: context.req.path }, 'a request failed');
    const { code, message, details } = known ?? new AppError('internal', 'the server could not answer this request');
    const status: ContentfulStatusCode = errorStatus[code];
    // What was not read of a body cannot be followed by another question.
    if (code === 'tooLarge') context.header('connection', 'close');
    return context.json({ error: { code, message, ...(details === undefined ? {} : { details }) } }, status);
  };
}

function asAppError(error: Error): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException && error.status < 500)
    return new AppError('badRequest', error.message || 'bad request');
  return null;
}
