import { Readable } from 'node:stream';
import { createRoute, z } from '@hono/zod-openapi';
import { reportJobSchema, reportJobsSchema, reportRequestSchema } from '@ruam/shared/api/reports.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import type { BlobStore } from '../files/blobStore.ts';
import { attachment, fileHeaders } from '../files/headers.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { askForReport, giveUpReport } from './jobs.ts';
import type { ReportMaker } from './maker.ts';
import { listJobs, readJob } from './readJobs.ts';

interface Dependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  readonly store: BlobStore;
  readonly maker: ReportMaker;
}

const path = '/api/cycles/{cycle}/reports';
const ofCycle = z.object({ cycle: z.string() });
const ofReport = z.object({ cycle: z.string(), report: z.string() });
const refusals = { 403: problem('forbidden'), 404: problem('notFound') };

const fileRoute = createRoute({
  method: 'get',
  path: `${path}/{report}/file`,
  summary: 'The file of a report that is made, as an attachment',
  request: { params: ofReport },
  responses: {
    200: { description: 'The bytes of the report' },
    ...refusals,
    410: problem('linkGone: its bytes are not there any more'),
    503: problem('unavailable'),
  },
});

/** Reports as jobs (docs/report.md O10-O16): asked for, looked at, cancelled, had again. */
export function reportJobRoutes(dependencies: Dependencies): HttpApp {
  const { database, store, maker } = dependencies;
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'post',
      path,
      summary: 'Ask for a report of a version that is kept of now, by whoever reads the cycle',
      request: { params: ofCycle, body: jsonBody(reportRequestSchema) },
      responses: {
        202: json('The report, still to be made', reportJobSchema),
        ...refusals,
        409: problem('keyUsed'),
        422: problem('invalid'),
        429: problem('tooManyRequests'),
      },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      const person = readerOf(context, cycle);
      const { key = null, ...request } = context.req.valid('json');
      const job = await askForReport(dependencies, person, cycle, { ...request, key });
      maker.asked();
      return context.json(job, 202);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path,
      summary: 'The reports that were asked for, newest first: the own ones, of the secretariat all',
      request: { params: ofCycle },
      responses: { 200: json('Reports', reportJobsSchema), 404: problem('notFound') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      return context.json(await listJobs(database, readerOf(context, cycle), cycle), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: `${path}/{report}`,
      summary: 'One report',
      request: { params: ofReport },
      responses: { 200: json('The report', reportJobSchema), ...refusals },
    }),
    async (context) => {
      const key = context.req.valid('param');
      return context.json(await readJob(database, readerOf(context, key.cycle), key), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: `${path}/{report}`,
      summary: 'Give a report up: cancels what is not made yet, removes what is finished',
      request: { params: ofReport },
      responses: { 204: { description: 'Given up' }, ...refusals },
    }),
    async (context) => {
      const key = context.req.valid('param');
      await giveUpReport(dependencies, readerOf(context, key.cycle), key);
      maker.givenUp(key.report);
      return context.body(null, 204);
    },
  );
  // What goes here are bytes, which the generator of the description cannot check: only described there.
  app.openAPIRegistry.registerPath(fileRoute);
  app.get('/api/cycles/:cycle/reports/:report/file', async (context) => {
    const key = { cycle: context.req.param('cycle'), report: context.req.param('report') };
    const { file, snapshot } = await readJob(database, readerOf(context, key.cycle), key);
    if (file === null) throw new AppError('notFound', 'this report has no file');
    const bytes = await store.read(file.hash);
    if (bytes === null) throw new AppError('linkGone', 'the file is not there any more; ask for another report');
    return context.body(Readable.toWeb(bytes) as ReadableStream, 200, {
      ...fileHeaders,
      'content-type': file.mediaType,
      'content-length': String(file.sizeBytes),
      'content-disposition': attachment(file.name),
      'cache-control': 'private, no-store',
      ...(snapshot === null ? {} : { 'x-content-hash': snapshot.contentHash }),
    });
  });
  return app;
}
