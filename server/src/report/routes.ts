import { Readable } from 'node:stream';
import { createRoute, z } from '@hono/zod-openapi';
import { reportQuerySchema } from '@ruam/shared/api/reports.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { attachment, fileHeaders } from '../files/headers.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, problem } from '../http/openApi.ts';
import { reportAsked } from './asked.ts';
import { reportMediaTypes } from './formats.ts';
import type { Reports } from './reports.ts';

const reportRoute = createRoute({
  method: 'get',
  path: '/api/cycles/{cycle}/report',
  summary: 'The report of the texts as they are committed now; its foot and `x-content-hash` say of which',
  request: { params: z.object({ cycle: z.string() }), query: reportQuerySchema },
  responses: {
    200: {
      description: 'The report; with `evidence=files` a zip of it and the files of the register',
      content: Object.fromEntries(reportMediaTypes.map((type) => [type.split(';')[0] ?? type, { schema: z.string() }])),
    },
    404: problem('notFound'),
    422: problem('invalid'),
    429: problem('tooManyRequests'),
    503: problem('unavailable, noPrinter'),
  },
});

/** The report of a cycle, as it stands now, for all who read the cycle; nothing of it is kept. */
export function reportRoutes(reports: Reports): HttpApp {
  const app = createHttpApp();
  // What goes here are bytes, which the generator of the description cannot check: only described there.
  app.openAPIRegistry.registerPath(reportRoute);
  app.get('/api/cycles/:cycle/report', async (context) => {
    const cycle = context.req.param('cycle');
    const reader = readerOf(context, cycle);
    const query = reportQuerySchema.safeParse(context.req.query());
    if (!query.success) throw new AppError('invalid', z.prettifyError(query.error));
    const asked = { ...reportAsked(query.data), cycle, reader };
    const { name, mediaType, sizeBytes, contentHash, bytes } = await reports.now(asked, context.req.raw.signal);
    return context.body(Readable.toWeb(bytes) as ReadableStream, 200, {
      ...fileHeaders,
      'content-type': mediaType,
      'content-length': String(sizeBytes),
      'content-disposition': attachment(name),
      'cache-control': 'no-store',
      'x-content-hash': contentHash,
    });
  });
  return app;
}
