import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { relative } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createAdaptorServer } from '@hono/node-server';
import { reportQuerySchema } from '@ruam/shared/api/reports.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Backups } from '../backup/commands.ts';
import { answerError } from '../http/middleware.ts';
import { commitImport, type ImportDependencies, importAnswer, importReport } from '../import/commands.ts';
import { addUser, resetPassword, seatUser, setActive, type UserDependencies, unseatUser } from '../people/commands.ts';
import { type LocalProof, proofCheckSchema } from '../proof/localProof.ts';
import { reportAsked } from '../report/asked.ts';
import { ownerOf } from '../report/reader.ts';
import type { Reports } from '../report/reports.ts';

/** What the command line may ask of the server: whoever can open the data directory's socket owns the data. */
export type LocalDependencies = ImportDependencies &
  UserDependencies & { readonly backups: Backups; readonly proof: LocalProof; readonly reports: Pick<Reports, 'now'> };

const importQuery = z.object({ name: z.string(), agency: z.string().optional() });
const seatSchema = z.object({ cycle: z.string().optional(), body: z.string().optional(), role: z.string().optional() });
const userSchema = z.object({
  login: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(200),
  agency: z.string().optional(),
  ...seatSchema.shape,
});

/** The calls behind `npm run ruam -- <verb>`, served on the socket or answered within the command's own process. */
export function createLocalApp(dependencies: LocalDependencies, logger: Logger): Hono {
  const app = new Hono();
  app.onError(answerError(logger));
  app.post('/import', async (context) => {
    const { name, agency } = parse(importQuery, context.req.query());
    const importer = { agencyId: await agencyNamed(dependencies, agency), personId: null };
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    const draft = await importReport(dependencies, importer, { fileName: name, bytes });
    const cycleId = await commitImport(dependencies, importer, draft.id);
    return context.body(importAnswer(draft, { cycle: { id: cycleId } }), 200, { 'content-type': 'application/json' });
  });
  app.post('/users', async (context) => {
    return context.json(await addUser(dependencies, parse(userSchema, await context.req.json())));
  });
  app.post('/users/:login/seat', async (context) => {
    return context.json(
      await seatUser(dependencies, context.req.param('login'), parse(seatSchema, await context.req.json())),
    );
  });
  app.post('/users/:login/unseat', async (context) => {
    return context.json(
      await unseatUser(dependencies, context.req.param('login'), parse(seatSchema, await context.req.json())),
    );
  });
  app.post('/users/:login/deactivate', async (context) => {
    return context.json(await setActive(dependencies, context.req.param('login'), false));
  });
  app.post('/users/:login/activate', async (context) => {
    return context.json(await setActive(dependencies, context.req.param('login'), true));
  });
  app.post('/users/:login/reset', async (context) => {
    return context.json(await resetPassword(dependencies, context.req.param('login')));
  });
  app.post('/backup', async (context) => {
    const file = await dependencies.backups.write();
    return context.body(file as globalThis.ReadableStream, 200, { 'content-type': 'application/zstd' });
  });
  app.post('/cycles/:cycle/report', async (context) => {
    const cycle = context.req.param('cycle');
    await cycleNamed(dependencies, cycle);
    const asked = { ...reportAsked(parse(reportQuerySchema, context.req.query())), cycle, reader: ownerOf(cycle) };
    const report = await dependencies.reports.now(asked, context.req.raw.signal);
    return context.body(Readable.toWeb(report.bytes) as globalThis.ReadableStream, 200, {
      'content-type': report.mediaType,
      'content-length': String(report.sizeBytes),
      'x-file-name': encodeURIComponent(report.name),
    });
  });
  app.post('/proof/check', async (context) => {
    return context.json(await dependencies.proof.check(parse(proofCheckSchema, await context.req.json())));
  });
  app.post('/proof/heads', async (context) => {
    return context.json(await dependencies.proof.heads());
  });
  app.post('/restore', async (context) => {
    const { body } = context.req.raw;
    const file = body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream<Uint8Array>);
    const { backupAt, rows, sessionsKept, rescuesKept } = await dependencies.backups.restore(file);
    return context.json({ backupAt, rows, sessionsKept, rescuesKept });
  });
  return app;
}

async function cycleNamed({ database }: LocalDependencies, id: string): Promise<void> {
  const cycles = await database.selectFrom('cycle').select(['id', 'title']).orderBy('createdAt').execute();
  if (cycles.some((cycle) => cycle.id === id)) return;
  const names = cycles.map((cycle) => `${cycle.id} (${cycle.title})`).join(', ') || 'none; import one first';
  throw new AppError('notFound', `there is no cycle ${id}; there is: ${names}`);
}

async function agencyNamed({ database }: LocalDependencies, name: string | undefined): Promise<string> {
  const agencies = await database.selectFrom('agency').select(['id', 'name']).execute();
  const [only, ...others] = name === undefined ? agencies : agencies.filter((agency) => agency.name === name);
  if (only && others.length === 0) return only.id;
  const names = agencies.map((agency) => agency.name).join(', ') || 'none; add a user with --agency first';
  throw new AppError('invalid', `name the agency with --agency; there is: ${names}`);
}

function parse<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError('invalid', z.prettifyError(parsed.error));
  return parsed.data;
}

/** The socket's path as it can be bound: the shorter of absolute and relative, for paths end at 107 bytes. */
export function bindablePath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.length < path.length ? short : path;
}

/**
 * Serves the local calls on `DATA_DIR/ruam.sock`, for the owner only. Where another node of the same directory serves
 * them already, or without a usable path, it warns and goes on: the server is worth more than its command line.
 */
export async function serveLocalApp(app: Hono, path: string, logger: Logger): Promise<{ close(): void }> {
  const bindable = bindablePath(path);
  if (await isServed(bindable)) {
    logger.warn({ path }, 'another server of this data directory answers the command line');
    return { close: () => undefined };
  }
  const server = createAdaptorServer({
    fetch: app.fetch,
    // A backup that is sent back may take longer than a page.
    serverOptions: { requestTimeout: 0 },
  });
  server.on('error', (error) => logger.warn({ error: error.message }, 'the command line cannot reach this server'));
  rmSync(bindable, { force: true });
  const mask = process.umask(0o177);
  try {
    server.listen(bindable);
  } finally {
    process.umask(mask);
  }
  return {
    close() {
      server.close();
      rmSync(bindable, { force: true });
    },
  };
}

function isServed(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
