import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import type { Sessions } from '../auth/sessions.ts';
import type { Database } from '../database/database.ts';
import { admitProjector } from '../projectors/asProjector.ts';
import { limitCommands } from './commandLimit.ts';
import { boundJson, checkText } from './jsonBodies.ts';
import { answerError, checkOrigin, readSession } from './middleware.ts';
import { createHttpApp, type HttpApp } from './openApi.ts';
import { takeTurns } from './turns.ts';

interface Dependencies {
  readonly database: Database;
  readonly sessions: Sessions;
  readonly origins: readonly string[];
  readonly logger: Logger;
  readonly https: boolean;
  /** Of one person, a second; 0: no limit. */
  readonly commandsPerSecond: number;
  /** The built client. */
  readonly clientDir: string;
  /** The features' routes. */
  readonly routes: readonly HttpApp[];
  /** Routes that ask for no session: health and metrics. */
  readonly openRoutes: readonly HttpApp[];
}

/** The whole HTTP interface: health, the API with its OpenAPI description, and the client for every other path. */
export function createApp({
  database,
  sessions,
  origins,
  logger,
  https,
  commandsPerSecond,
  clientDir,
  routes,
  openRoutes,
}: Dependencies): HttpApp {
  const app = createHttpApp();
  app.onError(answerError(logger));
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: 'DENY',
      referrerPolicy: 'same-origin',
      strictTransportSecurity: https,
      crossOriginEmbedderPolicy: false,
      // A route's own policy is the stricter one (people's text as HTML).
      overwrite: false,
    }),
  );
  app.use(compress());
  for (const open of openRoutes) app.route('/', open);
  app.use('/api/*', checkOrigin(origins), boundJson, checkText);
  app.use('/api/*', takeTurns(readsAtOnce), admitProjector(database, Date.now));
  app.use('/api/*', readSession(sessions, database), limitCommands(commandsPerSecond, Date.now));
  app.use('/api/*', async (context, next) => {
    await next();
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store');
  });
  for (const route of routes) app.route('/', route);
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Ruam',
      version: '1',
      description: 'Self-assessments that committees write, defend and decide together.',
    },
  });
  app.all('/api/*', () => {
    throw new AppError('notFound', 'there is no such address');
  });
  // Their names change with their content.
  app.use('/assets/*', async (context, next) => {
    await next();
    if (context.res.ok) context.header('cache-control', 'public, max-age=31536000, immutable');
  });
  app.use('/assets/*', serveStatic({ root: clientDir }));
  app.get('/assets/*', (context) => context.text('not found', 404));
  // The page and its service worker are asked for anew each time: they name everything else.
  app.use('*', async (context, next) => {
    await next();
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-cache');
  });
  app.use(serveStatic({ root: clientDir }));
  // The same page, which draws its last picture before its scripts are there.
  app.get('/projector', serveStatic({ root: clientDir, path: 'projector.html' }));
  // Every other address is a page of the client, which knows its own 404.
  app.get('*', serveStatic({ root: clientDir, path: 'index.html' }));
  app.all('*', () => {
    throw new AppError('notFound', 'there is no such address');
  });
  return app;
}

/** Enough to keep the database busy, few enough for others to come between. */
const readsAtOnce = 16;

/** Where `npm start` builds the client. */
export const builtClientDir = join(import.meta.dirname, '../../../dist/client');
