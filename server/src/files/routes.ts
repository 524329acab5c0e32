import { Readable } from 'node:stream';
import { createRoute, z } from '@hono/zod-openapi';
import { uploadedFileSchema, uploadQuerySchema } from '@ruam/shared/api/evidence.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { isPicture } from '@ruam/shared/evidence/mediaTypes.ts';
import { type HttpContext, readerOf, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, problem } from '../http/openApi.ts';
import { addFile, checkUploader } from './commands.ts';
import type { FileDependencies } from './dependencies.ts';
import { attachment, fileHeaders } from './headers.ts';
import type { PictureKind } from './pictures.ts';
import { readFile } from './readFile.ts';
import { receiveUpload } from './receiveUpload.ts';
import { createUploadTurns } from './uploadTurns.ts';

const idParameter = z.object({ id: z.string() });
const refusals = { 403: problem('forbidden'), 404: problem('notFound'), 503: problem('unavailable') };

const uploadRoute = createRoute({
  method: 'post',
  path: '/api/cycles/{cycle}/files',
  summary: 'Upload a file: for the register (use=evidence, the default), or a picture for a text (use=text)',
  request: {
    params: z.object({ cycle: z.string() }),
    query: uploadQuerySchema,
    body: {
      content: {
        'multipart/form-data': { schema: z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }) }) },
      },
    },
  },
  responses: {
    201: json('The file under its true type, and entries of the register that have it already', uploadedFileSchema),
    ...refusals,
    413: problem('tooLarge'),
    415: problem('unknownFormat, with the reason'),
    422: problem('invalid'),
    429: problem('tooManyRequests'),
  },
});

const downloadRoute = createRoute({
  method: 'get',
  path: '/api/files/{id}',
  summary: 'The file, as an attachment',
  request: { params: idParameter },
  responses: { 200: { description: 'The bytes of the file' }, ...refusals },
});

const pictureRoute = (kind: PictureKind, summary: string) =>
  createRoute({
    method: 'get',
    path: `/api/files/{id}/${kind}`,
    summary,
    request: { params: idParameter },
    responses: {
      200: { description: 'WebP' },
      304: { description: 'As it was' },
      ...refusals,
      415: problem('unknownFormat'),
    },
  });

/** Files: uploading, downloading, and the pictures made of them (docs/evidence.md). */
export function fileRoutes(dependencies: FileDependencies): HttpApp {
  const { database, store, spool, pictures, maxBytes } = dependencies;
  const inTurn = createUploadTurns();
  const app = createHttpApp();
  // What comes and goes here are bytes, which the generator of the description cannot check: only described there.
  app.openAPIRegistry.registerPath(uploadRoute);
  app.post('/api/cycles/:cycle/files', async (context) => {
    const cycle = context.req.param('cycle');
    const person = readerOf(context, cycle);
    const query = uploadQuerySchema.safeParse(context.req.query());
    if (!query.success) throw new AppError('invalid', 'use is text or evidence');
    const { use = 'evidence' } = query.data;
    await checkUploader(dependencies, person, cycle, use);
    const answer = await inTurn(person.id, () =>
      receiveUpload(context.env.incoming, spool, maxBytes, (received) =>
        addFile(dependencies, person, { cycle, use }, received),
      ),
    );
    return context.json(answer, 201);
  });
  app.openAPIRegistry.registerPath(downloadRoute);
  app.get('/api/files/:id', async (context) => {
    const file = await readFile(database, signedIn(context), context.req.param('id'));
    const bytes = await store.read(file.hash);
    if (bytes === null) throw new AppError('unavailable', 'the file store does not have this file');
    return answerBytes(context, bytes, {
      ...fileHeaders,
      'content-type': file.mediaType,
      'content-length': String(file.sizeBytes),
      'content-disposition': attachment(file.name),
      'cache-control': 'private, no-store',
    });
  });
  for (const [kind, summary] of [
    ['image', 'A picture as texts show it, made anew'],
    ['thumbnail', 'A picture, small'],
  ] as const) {
    app.openAPIRegistry.registerPath(pictureRoute(kind, summary));
    app.get(`/api/files/:id/${kind}`, async (context) => {
      const file = await readFile(database, signedIn(context), context.req.param('id'));
      if (!isPicture(file.mediaType)) throw new AppError('unknownFormat', 'this file is no picture');
      const etag = `"${file.hash}"`;
      // Asked again each time, because the right to see it may have ended.
      const headers = { ...fileHeaders, etag, 'cache-control': 'private, no-cache' };
      if (context.req.header('if-none-match') === etag) return context.body(null, 304, headers);
      const picture = await pictures.read(file.hash, kind);
      if (picture === null) throw new AppError('unavailable', 'the file store does not have this file');
      return answerBytes(context, picture, {
        ...headers,
        'content-type': 'image/webp',
        'content-disposition': 'inline',
      });
    });
  }
  return app;
}

function answerBytes(context: HttpContext, bytes: Readable, headers: Readonly<Record<string, string>>): Response {
  return context.body(Readable.toWeb(bytes) as ReadableStream, 200, headers);
}
