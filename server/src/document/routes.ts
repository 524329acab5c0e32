import { createRoute, z } from '@hono/zod-openapi';
import { documentSchema } from '@ruam/shared/api/api.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import { contentAsHtml } from '@ruam/shared/document/html.ts';
import { contentAsMarkdown } from '@ruam/shared/document/markdown.ts';
import { contentAsText } from '@ruam/shared/document/text.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayBeShown } from '@ruam/shared/policy/projector.ts';
import type { Database } from '../database/database.ts';
import { readerOf, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, problem } from '../http/openApi.ts';
import { asItWas, type SharedAnswers } from '../http/sharedAnswers.ts';
import type { Person } from '../people/actor.ts';
import { listDocuments, readDocument } from './readDocument.ts';

interface Dependencies {
  readonly database: Database;
  /** The committed content of a document, null when there is none. */
  readonly contentOf: (documentId: string) => Promise<Content | null>;
  /** What a document may weigh. */
  readonly maxDocumentBytes: number;
  /** Shares what is the same for many in a cycle. */
  readonly answers: SharedAnswers;
}

const idParameter = z.object({ id: z.string() });

/** Documents and their committed content. */
export function documentRoutes({ database, contentOf, maxDocumentBytes: maxBytes, answers }: Dependencies): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/documents',
      summary: 'All documents of a cycle',
      request: { params: z.object({ cycle: z.string() }) },
      responses: { 200: json('Documents', z.array(documentSchema)), ...asItWas },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      const person = readerOf(context, cycle);
      const isProjector = context.get('projector') !== null;
      const name = isProjector ? 'documents of projectors' : `documents ${rightsOf(person, cycle)}`;
      return answers.answer(context, { cycle, name, of: 'ofTexts' }, async () => {
        const documents = await listDocuments(database, person, cycle);
        return documents
          .filter(({ kind, submittedAt }) => !isProjector || mayBeShown({ kind, submitted: submittedAt !== null }))
          .map((document) => ({ ...document, maxBytes }));
      }) as never;
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/documents/{id}',
      summary: 'A document',
      request: { params: idParameter },
      responses: { 200: json('Document', documentSchema), 404: problem('notFound') },
    }),
    async (context) => {
      const document = await readDocument(database, signedIn(context), context.req.valid('param').id);
      if (!document) throw new AppError('notFound', 'there is no such document');
      return context.json({ ...document, maxBytes }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/documents/{id}/content',
      summary: 'The committed content of a document',
      request: {
        params: idParameter,
        query: z.object({ format: z.enum(['text', 'html', 'json', 'markdown']).default('json') }),
      },
      responses: {
        200: {
          description: 'The content',
          content: {
            'text/plain': { schema: z.string() },
            'text/html': { schema: z.string() },
            'text/markdown': { schema: z.string() },
            'application/json': { schema: z.unknown() },
          },
        },
        404: problem('notFound'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      const document = await readDocument(database, signedIn(context), id);
      if (!document) throw new AppError('notFound', 'there is no such document');
      const { format } = context.req.valid('query');
      return answers.answerAtOnce(context, `content ${id} ${format}`, async () => {
        const content = await contentOf(id);
        if (!content) throw new AppError('notFound', 'there is no such document');
        return written(content, format);
      }) as never;
    },
  );
  return app;
}

/** What an answer depends on of who asks: the seats, and for an author of notes who they are. */
function rightsOf({ id, seats }: Person, cycle: string): string {
  const own = seats.filter((seat) => seat.cycle === cycle).map(({ body, role }) => `${body}/${role}`);
  const isAuthor = seats.some((seat) => seat.cycle === cycle && seat.role === 'advisor');
  return JSON.stringify([own, isAuthor ? id : null]);
}

type Format = 'text' | 'html' | 'json' | 'markdown';

function written(content: Content, format: Format) {
  switch (format) {
    case 'text':
      return { text: contentAsText(content), headers: { 'content-type': 'text/plain; charset=UTF-8' } };
    case 'markdown':
      return { text: contentAsMarkdown(content), headers: { 'content-type': 'text/markdown; charset=utf-8' } };
    case 'json':
      return { text: JSON.stringify(content), headers: { 'content-type': 'application/json' } };
    case 'html':
      return {
        text: htmlPage(contentAsHtml(content)),
        headers: {
          'content-type': 'text/html; charset=utf-8',
          // People wrote this text: it is shown without scripts, forms, or anything from elsewhere.
          'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        },
      };
  }
}

function htmlPage(body: string): string {
  return `<!doctype html>\n<html lang="th"><head><meta charset="utf-8"><title>Ruam</title></head><body>\n${body}\n</body></html>\n`;
}
