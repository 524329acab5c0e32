import { createRoute, z } from '@hono/zod-openapi';
import { annexAsHtml, annexAsMarkdown } from '@ruam/shared/advice/annex.ts';
import {
  advisedSchema,
  advisorSessionSchema,
  annexQuerySchema,
  newAdvisorSessionSchema,
} from '@ruam/shared/api/advice.ts';
import { itemSchema } from '@ruam/shared/api/api.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { adviseLevel } from './advisedLevel.ts';
import { addAdvisorSession, keepAdvisorSession, listAdvisorSessions } from './advisorSessions.ts';
import { readAnnex } from './annex.ts';
import type { AdviceDependencies } from './commands.ts';

const cycleParameter = z.object({ cycle: z.string() });
const itemParameters = z.object({ cycle: z.string(), code: z.string() });
const sideParameters = z.object({ cycle: z.string(), session: z.string(), side: z.enum(['before', 'after']) });

/** What advisors do beside their notes: the advised level, the annex, and the sessions with what changed by them. */
export function cycleAdviceRoutes(dependencies: AdviceDependencies): HttpApp {
  const { database } = dependencies;
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/advice/annex',
      summary: "The submitted notes as the report's annex, with whose opinion each is",
      request: { params: cycleParameter, query: annexQuerySchema },
      responses: {
        200: {
          description: 'The annex',
          content: {
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
      const { cycle } = context.req.valid('param');
      readerOf(context, cycle);
      const annex = await readAnnex(database, cycle);
      context.header('cache-control', 'no-store');
      switch (context.req.valid('query').format) {
        case 'json':
          return context.json(annex, 200);
        case 'markdown':
          return context.body(annexAsMarkdown(annex), 200, { 'content-type': 'text/markdown; charset=utf-8' });
        case 'html':
          // People wrote this text: it is shown without scripts, forms, or anything from elsewhere.
          context.header(
            'content-security-policy',
            "sandbox allow-modals; default-src 'none'; style-src 'unsafe-inline'",
          );
          return context.body(page(annexAsHtml(annex)), 200, { 'content-type': 'text/html; charset=utf-8' });
      }
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/cycles/{cycle}/items/{code}/advised',
      summary: 'Give the advised level of a process item, by an advisor; null takes it back',
      request: { params: itemParameters, body: jsonBody(advisedSchema) },
      responses: {
        200: json('The item', itemSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { cycle, code } = context.req.valid('param');
      const person = readerOf(context, cycle);
      const { level, statement } = context.req.valid('json');
      return context.json(await adviseLevel(dependencies, person, { cycle, code, level, statement }), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/advisorSessions',
      summary: 'The visits of the advisors, with the versions before and after each',
      request: { params: cycleParameter },
      responses: { 200: json('Visits', z.array(advisorSessionSchema)), 404: problem('notFound') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      readerOf(context, cycle);
      return context.json(await listAdvisorSessions(database, cycle), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/cycles/{cycle}/advisorSessions',
      summary: 'Plan a visit of the advisors, by the secretariat',
      request: { params: cycleParameter, body: jsonBody(newAdvisorSessionSchema) },
      responses: {
        201: json('The visit', advisorSessionSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      const person = readerOf(context, cycle);
      return context.json(await addAdvisorSession(dependencies, person, { cycle, ...context.req.valid('json') }), 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/cycles/{cycle}/advisorSessions/{session}/{side}',
      summary: 'Keep the cycle as it stands as the version before or after a visit; the first one stays',
      request: { params: sideParameters },
      responses: {
        200: json('The visit', advisorSessionSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { cycle, session, side } = context.req.valid('param');
      const person = readerOf(context, cycle);
      return context.json(await keepAdvisorSession(dependencies, person, { cycle, session, side }), 200);
    },
  );
  return app;
}

/** A4, as the report is printed. */
const style = `@page { size: A4; margin: 25mm 20mm 25mm 30mm }
body { font: 15pt/1.6 Sarabun, "TH Sarabun New", sans-serif; color: #000; background: #fff; max-width: 42em; margin: 2em auto; padding: 0 1em }
@media print { body { margin: 0; padding: 0 } }
h1 { font-size: 18pt } h2 { font-size: 16pt; break-after: avoid; border-top: 0.5pt solid #000; padding-top: 0.5em }
section { break-inside: avoid } blockquote { margin: 0 0 0 1em; padding-left: 1em; border-left: 0.5pt solid #000 }`;

function page(body: string): string {
  return `<!doctype html>\n<html lang="th"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>ภาคผนวก ความเห็นของที่ปรึกษา</title><style>${style}</style></head><body>\n${body}\n</body></html>\n`;
}
