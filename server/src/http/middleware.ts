import type { IncomingMessage } from 'node:http';
import { AppError, errorStatus } from '@ruam/shared/errors/errors.ts';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Logger } from 'pino';
import type { Sessions, ValidSession } from '../auth/sessions.ts';
import type { Database } from '../database/database.ts';
import { loadPerson, type Person } from '../people/actor.ts';
import type { HttpEnvironment } from './environment.ts';
import { joinNextOf } from './joinNext.ts';

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

interface Identity {
  readonly session: ValidSession | null;
  readonly person: Person | null;
}

/** What somebody is answered who must set up a second factor first. */
const openWithoutSecondFactor: ReadonlySet<string> = new Set([
  '/api/session',
  '/api/session/person',
  '/api/session/secondFactor',
  '/api/signIn/options',
]);

/** Reads the session cookie and loads the person with every seat, for each request anew. Throws `secondFactorRequired`. */
export function readSession(sessions: Sessions, database: Database) {
  const join = joinNextOf<Identity>();
  async function read(cookies: string | undefined): Promise<Identity> {
    const session = await sessions.read(cookies);
    return { session, person: session ? await loadPerson(database, session.personId) : null };
  }
  return createMiddleware<HttpEnvironment>(async (context, next) => {
    // Whoever has signed in with this browser, too, is not who asks.
    if (context.get('projector')) return next();
    const cookies = context.req.header('cookie');
    // A page asks for several things at once.
    const { session, person } = await join(cookies ?? '', () => read(cookies));
    context.set('session', person ? session : null);
    context.set('person', person);
    if (person?.mustSetUpSecondFactor && !openWithoutSecondFactor.has(context.req.path)) {
      throw new AppError('secondFactorRequired', 'set up a second factor first');
    }
    if (session?.renewedCookie) context.header('set-cookie', session.renewedCookie, { append: true });
    await next();
  });
}

/** Answers an error with its code and status; what is not an AppError is logged and answered without a detail. */
export function answerError(logger: Logger) {
  return async (error: Error, context: Context): Promise<Response> => {
    const known = asAppError(error);
    if (known === null) logger.error({ error, path: context.req.path }, 'a request failed');
    const { code, message, details } = known ?? new AppError('internal', 'the server could not answer this request');
    const status: ContentfulStatusCode = errorStatus[code];
    if (code === 'tooLarge') {
      await discardBody(context.env?.incoming);
      // What was not read of a body cannot be followed by another question.
      context.header('connection', 'close');
    }
    return context.json({ error: { code, message, ...(details === undefined ? {} : { details }) } }, status);
  };
}

/** What is read of a body that is too large, so that its sender hears the answer instead of a broken pipe. */
const discardedBytes = 256 * 1024 * 1024;
const discardMs = 10_000;

/** Reads a request's body to its end and forgets it, for a bounded while. */
async function discardBody(incoming: IncomingMessage | undefined): Promise<void> {
  if (!incoming || incoming.complete || incoming.destroyed) return;
  let bytes = 0;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, discardMs);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    // Whoever began to read it has given up, and would hold back the rest.
    incoming.removeAllListeners('data');
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > discardedBytes) done();
    });
    incoming.once('end', done);
    incoming.once('close', done);
    incoming.resume();
  });
}

function asAppError(error: Error): AppError | null {
  if (error instanceof AppError) return error;
  if (isStoreFull(error))
    return new AppError('unavailable', 'the server has no room to store this; nothing was changed');
  if (isAborted(error)) return new AppError('badRequest', 'the request ended before it was complete');
  if (error instanceof HTTPException && error.status < 500)
    return new AppError('badRequest', error.message || 'bad request');
  return null;
}

/** SQLITE_FULL, or PostgreSQL's disk_full. */
function isStoreFull(error: Error): boolean {
  return (
    ('errcode' in error && error.errcode === 13) ||
    ('code' in error && (error.code === '53100' || error.code === 'ENOSPC'))
  );
}

function isAborted(error: Error): boolean {
  return (
    error.name === 'AbortError' ||
    ('code' in error && (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE'))
  );
}
