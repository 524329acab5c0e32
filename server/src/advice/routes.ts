import { createRoute, z } from '@hono/zod-openapi';
import { newNoteSchema, noteAnswerRequestSchema, noteRequestSchema, noteSchema } from '@ruam/shared/api/advice.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { type HttpContext, readerOf, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { answerNote } from './answerNote.ts';
import { type AdviceDependencies, beginVersion, changeNote, createNote, submitNote } from './commands.ts';
import { cycleAdviceRoutes } from './cycleRoutes.ts';
import { listNotes, readNote } from './notes.ts';

const cycleParameter = z.object({ cycle: z.string() });
const documentParameter = z.object({ document: z.string() });

/** Advice notes with their versions and answers; advised levels, the annex, and the advisors' sessions. */
export function adviceRoutes(dependencies: AdviceDependencies): HttpApp {
  const { database } = dependencies;
  const app = createHttpApp();
  const answer = async (context: HttpContext, document: string) => {
    const { cycle } = await readNote(database, signedIn(context), document);
    const note = (await listNotes(database, cycle)).find((each) => each.document === document);
    if (!note) throw new AppError('notFound', 'there is no such advice note');
    return note;
  };
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/advice',
      summary: 'The advice notes of a cycle in item order, drafts among them',
      request: { params: cycleParameter },
      responses: { 200: json('Notes', z.array(noteSchema)), 404: problem('notFound') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      readerOf(context, cycle);
      return context.json(await listNotes(database, cycle), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/cycles/{cycle}/advice',
      summary: 'Begin a note, by an advisor; its text is the document',
      request: { params: cycleParameter, body: jsonBody(newNoteSchema) },
      responses: {
        201: json('The note', noteSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      const person = readerOf(context, cycle);
      const document = await createNote(dependencies, person, { cycle, ...context.req.valid('json') });
      return context.json(await answer(context, document), 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/advice/{document}',
      summary: 'Change what stands beside the text of a draft, by its author',
      request: { params: documentParameter, body: jsonBody(noteRequestSchema) },
      responses: {
        200: json('The note', noteSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        409: problem('locked'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { document } = context.req.valid('param');
      await changeNote(dependencies, signedIn(context), document, context.req.valid('json'));
      return context.json(await answer(context, document), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/advice/{document}/submission',
      summary: 'Submit a note, by its author: what is committed is frozen; again changes nothing',
      request: { params: documentParameter },
      responses: {
        200: json('The note', noteSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        422: problem('noText'),
      },
    }),
    async (context) => {
      const { document } = context.req.valid('param');
      await submitNote(dependencies, signedIn(context), document);
      return context.json(await answer(context, document), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/advice/{document}/version',
      summary: 'Begin a new version of a submitted note, by its author; both stay',
      request: { params: documentParameter },
      responses: {
        201: json('The new draft', noteSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        409: problem('notSubmitted, replaced'),
      },
    }),
    async (context) => {
      const version = await beginVersion(dependencies, signedIn(context), context.req.valid('param').document);
      return context.json(await answer(context, version), 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/advice/{document}/answer',
      summary: "Answer a note, once, by the item's chair or secretary or the secretariat; accepted = recommended",
      request: { params: documentParameter, body: jsonBody(noteAnswerRequestSchema) },
      responses: {
        200: json('The note', noteSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        409: problem('notSubmitted, alreadyAnswered, replaced, locked'),
        413: problem('tooLarge'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { document } = context.req.valid('param');
      await answerNote(dependencies, signedIn(context), document, context.req.valid('json'));
      return context.json(await answer(context, document), 200);
    },
  );
  app.route('/', cycleAdviceRoutes(dependencies));
  return app;
}
