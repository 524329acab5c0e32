import { createRoute, z } from '@hono/zod-openapi';
import {
  editCommentSchema,
  followRequestSchema,
  newCommentSchema,
  newThreadSchema,
  type ThreadAnswer,
  threadSchema,
  threadStateRequestSchema,
  threadsQuerySchema,
} from '@ruam/shared/api/threads.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { readDocument } from '../document/readDocument.ts';
import { readerOf, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import type { Person } from '../people/actor.ts';
import { addComment, editComment, followThread, openThread, setThreadState } from './commands.ts';
import type { ThreadDependencies } from './dependencies.ts';
import { createOrphanFinder } from './orphans.ts';
import { readThreads } from './readThreads.ts';

const idParameter = z.object({ id: z.string() });
const list = json('Threads, newest first', z.array(threadSchema));
const oneThread = json('The thread', threadSchema);
const refusals = { 403: problem('forbidden'), 404: problem('notFound'), 422: problem('invalid') };

/** Threads on documents, and their comments. */
export function threadRoutes(dependencies: ThreadDependencies): HttpApp {
  const { database } = dependencies;
  const reading = { database, orphans: createOrphanFinder(dependencies) };
  const readThread = async (person: Person, cycle: string, thread: string): Promise<ThreadAnswer> => {
    const [answer] = await readThreads(reading, person, { cycle, thread });
    if (answer === undefined) throw new AppError('notFound', 'there is no such thread');
    return answer;
  };
  const cycleOf = async (thread: string): Promise<string> => {
    const row = await database.selectFrom('thread').select('cycleId').where('id', '=', thread).executeTakeFirst();
    if (!row) throw new AppError('notFound', 'there is no such thread');
    return row.cycleId;
  };
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/documents/{id}/threads',
      summary: 'The threads of a document, with whether each still has its passage; of long ones the last 20 comments',
      request: { params: idParameter },
      responses: { 200: list, 404: problem('notFound') },
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      const person = signedIn(context);
      const document = await readDocument(database, person, id);
      if (!document) throw new AppError('notFound', 'there is no such document');
      return context.json(await readThreads(reading, person, { cycle: document.cycle, document: id }), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/documents/{id}/threads',
      summary: 'Open a thread on a passage or the whole document, locked ones too; the server reads the quote',
      request: { params: idParameter, body: jsonBody(newThreadSchema) },
      responses: {
        200: json('Opened before, by the same request', threadSchema),
        201: oneThread,
        ...refusals,
        409: problem('notCommitted, textChanged, keyUsed'),
        413: problem('tooLarge'),
      },
    }),
    async (context) => {
      const { id: document } = context.req.valid('param');
      const person = signedIn(context);
      const { anchor = null, text, mentions = [], key = null } = context.req.valid('json');
      const { id, isNew } = await openThread(dependencies, person, { document, anchor, text, mentions, key });
      return context.json(await readThread(person, await cycleOf(id), id), isNew ? 201 : 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/threads/{id}',
      summary: 'A thread with all its comments',
      request: { params: idParameter },
      responses: { 200: oneThread, 404: problem('notFound') },
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      const cycle = await cycleOf(id);
      return context.json(await readThread(readerOf(context, cycle), cycle, id), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/threads',
      summary: 'The threads of a cycle, at most the 2,000 newest of those asked for, of long ones the last 20 comments',
      request: { params: z.object({ cycle: z.string() }), query: threadsQuerySchema },
      responses: { 200: list, 404: problem('notFound'), 422: problem('invalid') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      const person = readerOf(context, cycle);
      const { mine, ...filters } = context.req.valid('query');
      return context.json(await readThreads(reading, person, { cycle, isMine: mine === 'true', ...filters }), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/threads/{id}/comments',
      summary: 'Reply in a thread',
      request: { params: idParameter, body: jsonBody(newCommentSchema) },
      responses: {
        200: json('Added before, by the same request', threadSchema),
        201: oneThread,
        ...refusals,
        409: problem('keyUsed'),
        413: problem('tooLarge'),
      },
    }),
    async (context) => {
      const { id: thread } = context.req.valid('param');
      const person = signedIn(context);
      const { text, mentions = [], key = null } = context.req.valid('json');
      const { isNew } = await addComment(dependencies, person, { thread, text, mentions, key });
      return context.json(await readThread(person, await cycleOf(thread), thread), isNew ? 201 : 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/comments/{id}',
      summary: 'Change the own comment',
      request: { params: idParameter, body: jsonBody(editCommentSchema) },
      responses: { 200: oneThread, ...refusals },
    }),
    async (context) => {
      const { id: comment } = context.req.valid('param');
      const person = signedIn(context);
      const { text, mentions = [] } = context.req.valid('json');
      const { thread, cycle } = await editComment(dependencies, person, { comment, text, mentions });
      return context.json(await readThread(person, cycle, thread), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/threads/{id}/state',
      summary: 'Resolve or reopen a thread',
      request: { params: idParameter, body: jsonBody(threadStateRequestSchema) },
      responses: { 200: oneThread, ...refusals },
    }),
    async (context) => {
      const { id: thread } = context.req.valid('param');
      const person = signedIn(context);
      const { cycle } = await setThreadState(dependencies, person, { thread, ...context.req.valid('json') });
      return context.json(await readThread(person, cycle, thread), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/threads/{id}/follow',
      summary: 'Follow a thread, or no longer',
      request: { params: idParameter, body: jsonBody(followRequestSchema) },
      responses: { 200: oneThread, 404: problem('notFound'), 422: problem('invalid') },
    }),
    async (context) => {
      const { id: thread } = context.req.valid('param');
      const person = signedIn(context);
      const { cycle } = await followThread(dependencies, person, { thread, ...context.req.valid('json') });
      return context.json(await readThread(person, cycle, thread), 200);
    },
  );
  return app;
}
