import { createRoute, z } from '@hono/zod-openapi';
import { importAnswerSchema, importCommitSchema } from '@ruam/shared/api/api.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayImport } from '@ruam/shared/policy/policy.ts';
import { bodyLimit } from 'hono/body-limit';
import { type HttpContext, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, problem } from '../http/openApi.ts';
import { commitImport, type ImportDependencies, type Importer, importAnswer, importReport } from './commands.ts';

interface Dependencies extends ImportDependencies {
  readonly maxBytes: number;
}

/** Room for the multipart frame around the file. */
const multipartOverheadBytes = 64 * 1024;

const importRoute = createRoute({
  method: 'post',
  path: '/api/imports',
  summary: 'Read a report (.txt, .json); nothing is changed until the commit',
  request: {
    body: {
      content: {
        'multipart/form-data': { schema: z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }) }) },
      },
    },
  },
  responses: {
    201: json('What was understood, and what was not, with line numbers', importAnswerSchema),
    403: problem('forbidden'),
    413: problem('tooLarge'),
    415: problem('unknownFormat'),
    422: problem('notUnderstood'),
  },
});

/** `POST /api/imports` and `POST /api/imports/:id/commit`, by the secretariat. */
export function importRoutes({ maxBytes, ...dependencies }: Dependencies): HttpApp {
  const app = createHttpApp();
  const tooLarge = () => new AppError('tooLarge', `the file is larger than ${maxBytes} bytes`, { maxBytes });
  app.use('/api/imports', async (context, next) => {
    if (context.req.method === 'POST') importer(context);
    await next();
  });
  app.use(
    '/api/imports',
    bodyLimit({
      maxSize: maxBytes + multipartOverheadBytes,
      onError: () => {
        throw tooLarge();
      },
    }),
  );
  // The answer is JSON that was made beside the loop, so it is sent as it is and only described here.
  app.openAPIRegistry.registerPath(importRoute);
  app.post('/api/imports', async (context) => {
    const by = importer(context);
    const { file } = await context.req.parseBody({ all: true }).catch(() => {
      throw new AppError('badRequest', 'the form cannot be read');
    });
    if (!(file instanceof File)) throw new AppError('invalid', 'send the report as the form field "file"');
    if (file.size > maxBytes) throw tooLarge();
    const bytes = new Uint8Array(await file.arrayBuffer());
    const draft = await importReport(dependencies, by, { fileName: file.name, bytes });
    return context.body(importAnswer(draft), 201, { 'content-type': 'application/json' });
  });
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/imports/{id}/commit',
      summary: 'Make a new cycle of what was understood',
      request: { params: z.object({ id: z.string() }) },
      responses: {
        201: json('The new cycle', importCommitSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
      },
    }),
    async (context) => {
      const cycleId = await commitImport(dependencies, importer(context), context.req.valid('param').id);
      return context.json({ cycle: { id: cycleId } }, 201);
    },
  );
  return app;
}

function importer(context: HttpContext): Importer {
  const person = signedIn(context);
  if (!mayImport(person)) throw new AppError('forbidden', 'reports are imported by the secretariat');
  return { agencyId: person.agencyId, personId: person.id };
}
