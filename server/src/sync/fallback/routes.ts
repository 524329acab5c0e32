import { createRoute, z } from '@hono/zod-openapi';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { bodyLimit } from 'hono/body-limit';
import { type HttpContext, signedIn } from '../../http/environment.ts';
import { createHttpApp, type HttpApp, json, problem } from '../../http/openApi.ts';
import type { Line, LineOwner } from './line.ts';
import type { Lines } from './lines.ts';

const lineParameter = z.object({ line: z.string().max(64) });
const number = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Sockets for those whose network lets no WebSocket through (docs/sync.md S15). */
export function lineRoutes(lines: Lines): HttpApp {
  const app = createHttpApp();
  const lineOf = (context: HttpContext, id: string): Line => lines.find(id, ownerOf(context).sessionId);
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/line',
      summary: 'Begin a line: sockets over HTTP, for networks without WebSockets',
      responses: {
        201: json('The line', z.object({ id: z.string() })),
        401: problem('notSignedIn'),
        503: problem('unavailable'),
      },
    }),
    (context) => {
      const { id } = lines.open(ownerOf(context), context.req.header('cookie') ?? '');
      return context.json({ id }, 201);
    },
  );
  async function readBody(context: HttpContext): Promise<Uint8Array> {
    const late = setTimeout(() => context.env.incoming.destroy(), lines.limits.bodyArrivalMs).unref();
    try {
      return new Uint8Array(await context.req.arrayBuffer());
    } finally {
      clearTimeout(late);
    }
  }
  const framesRoute = createRoute({
    method: 'post',
    path: '/api/line/{line}/frames',
    summary: 'Say something on a line: records, in bodies that are numbered from 1; a number counts once',
    request: {
      params: lineParameter,
      query: z.object({ number: number.min(1), after: number.default(0) }),
      body: {
        required: true,
        content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
      },
    },
    responses: {
      204: { description: 'It is taken' },
      404: problem('notFound'),
      413: problem('tooLarge'),
      422: problem('invalid'),
      503: problem('unavailable: send it again'),
    },
  });
  app.use('/api/line/:line/frames', (context, next) => {
    // Who has no such line is not read from.
    lineOf(context, context.req.param('line'));
    return next();
  });
  app.use(
    '/api/line/:line/frames',
    bodyLimit({
      maxSize: lines.limits.bodyBytes,
      onError: () => {
        throw new AppError('tooLarge', `a body has at most ${lines.limits.bodyBytes} bytes`);
      },
    }),
  );
  app.openapi(framesRoute, async (context) => {
    const { number, after } = context.req.valid('query');
    const line = lineOf(context, context.req.valid('param').line);
    const bytes = Number(context.req.header('content-length') ?? lines.limits.bodyBytes);
    const giveBack = lines.bodies.take(line.owner.personId, bytes);
    try {
      await line.take(number, after, () => readBody(context));
    } finally {
      giveBack();
    }
    return context.body(null, 204);
  });
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/line/{line}/events',
      summary: 'What is said on a line, as server-sent events of base64 records; once=true: no stream, one answer',
      request: {
        params: lineParameter,
        query: z.object({ after: number.default(0), once: z.enum(['true', 'false']).default('false') }),
      },
      responses: {
        200: { description: 'Events', content: { 'text/event-stream': { schema: z.string() } } },
        404: problem('notFound'),
      },
    }),
    (context) => {
      const { after, once } = context.req.valid('query');
      const stream = lineOf(context, context.req.valid('param').line).events(after, once === 'true');
      return context.body(stream, 200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      });
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/line/{line}',
      summary: 'End a line and its sockets',
      request: { params: lineParameter },
      responses: { 204: { description: 'It is over' }, 404: problem('notFound') },
    }),
    (context) => {
      lines.end(lineOf(context, context.req.valid('param').line));
      return context.body(null, 204);
    },
  );
  return app;
}

/** The signed-in person on this session. Throws `notSignedIn`. */
function ownerOf(context: HttpContext): LineOwner {
  const { id } = signedIn(context);
  const session = context.get('session');
  if (session === null) throw new AppError('notSignedIn', 'sign in first');
  return { personId: id, sessionId: session.sessionId };
}
