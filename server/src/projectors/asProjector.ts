import type { IncomingMessage } from 'node:http';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayBeShown } from '@ruam/shared/policy/projector.ts';
import { createMiddleware } from 'hono/factory';
import type { Database } from '../database/database.ts';
import { documentFacts } from '../document/readDocument.ts';
import type { HttpContext, HttpEnvironment } from '../http/environment.ts';
import { findProjector, type ProjectorPrincipal, readerFor } from './identity.ts';

/** Its own view of itself is asked for by cookie alone, also before it is paired. */
const ownPath = '/api/projector';

/** Whether a request says that it is made as the projector of this browser, not as the person who is signed in. */
function asksAsProjector(context: HttpContext): boolean {
  return context.req.header('ruam-projector') === '1' || context.req.query('projector') === '1';
}

/** The same of an upgrade. */
export function upgradesAsProjector({ url }: IncomingMessage): boolean {
  const query = url?.split('?', 2)[1];
  return query !== undefined && new URLSearchParams(query).get('projector') === '1';
}

/**
 * Gives a request the projector's identity (docs/stage.md G7): it reads what a projector shows, of its own meeting and
 * cycle, and nothing else. Throws `notSignedIn` (not paired, revoked, its meeting has ended), `forbidden`, `notFound`.
 */
export function admitProjector(database: Database, now: () => number) {
  return createMiddleware<HttpEnvironment>(async (context, next) => {
    context.set('projector', null);
    if (!asksAsProjector(context) || context.req.path === ownPath) return next();
    const projector = await findProjector(database, context.req.header('cookie'), now());
    if (projector === null) throw new AppError('notSignedIn', 'this projector is not paired with a meeting');
    if (context.req.method !== 'GET') throw new AppError('forbidden', 'a projector changes nothing');
    await checkShown(database, projector, context.req.path);
    context.set('session', null);
    context.set('projector', projector);
    context.set('person', readerFor(projector));
    await next();
  });
}

/** Which addresses a projector may read; `:id` stands for one part. Who may not is told nothing of what is there. */
const shown: readonly string[] = [
  '/api/cycles',
  '/api/cycles/CYCLE/items',
  '/api/cycles/CYCLE/items/:id/claim',
  '/api/cycles/CYCLE/framework',
  '/api/cycles/CYCLE/scoreboard',
  '/api/cycles/CYCLE/earlierScore',
  '/api/cycles/CYCLE/documents',
  '/api/cycles/CYCLE/snapshots',
  '/api/cycles/CYCLE/meetings/MEETING',
  '/api/cycles/CYCLE/meetings/MEETING/stage',
  '/api/cycles/CYCLE/meetings/MEETING/votes',
  '/api/cycles/CYCLE/meetings/MEETING/resolutions',
  '/api/snapshots/:id/diff',
  '/api/version',
];
const ofDocument = /^\/api\/documents\/([^/]+)(?:\/content|\/versions(?:\/diff)?)?$/;
const ofPicture = /^\/api\/files\/([^/]+)\/image$/;

async function checkShown(database: Database, principal: ProjectorPrincipal, path: string): Promise<void> {
  const document = ofDocument.exec(path)?.[1];
  const picture = ofPicture.exec(path)?.[1];
  if (document !== undefined) await checkDocument(database, principal, named(document));
  else if (picture !== undefined) await checkPicture(database, principal, named(picture));
  else if (!shown.some((pattern) => fits(pattern, path, principal)))
    throw new AppError('forbidden', 'this is nothing that a projector shows');
}

function fits(pattern: string, path: string, { cycle, meeting }: ProjectorPrincipal): boolean {
  const [parts, asked] = [pattern.split('/'), path.split('/')];
  const standsFor: Readonly<Record<string, string>> = { CYCLE: cycle, MEETING: meeting };
  return (
    parts.length === asked.length &&
    parts.every((part, at) => part === ':id' || (standsFor[part] ?? part) === named(asked[at] ?? ''))
  );
}

async function checkDocument(database: Database, { cycle }: ProjectorPrincipal, id: string): Promise<void> {
  const facts = await documentFacts(database, id);
  if (!facts || facts.cycle !== cycle || !mayBeShown(facts))
    throw new AppError('notFound', 'there is no such document');
}

/** Pictures of texts; not what stands in the evidence register or among the papers of a meeting. */
async function checkPicture(database: Database, { cycle }: ProjectorPrincipal, id: string): Promise<void> {
  const files = database.selectFrom('file').select(['cycleId', 'use']).where('id', '=', id);
  const file = await files.executeTakeFirst();
  if (file?.cycleId !== cycle || file.use !== 'text') throw new AppError('notFound', 'there is no such file');
}

function named(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
