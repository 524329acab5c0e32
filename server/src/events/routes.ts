import { createRoute, z } from '@hono/zod-openapi';
import { auditEntrySchema } from '@ruam/shared/api/api.ts';
import { auditCheckSchema, auditPeopleSchema, auditQuerySchema } from '@ruam/shared/api/proof.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { signedHeadSchema } from '@ruam/shared/proof/auditChain.ts';
import type { Database } from '../database/database.ts';
import { type HttpContext, readerOf, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, problem } from '../http/openApi.ts';
import { auditHead, cycleChain, findAudit } from './audit.ts';
import { type AuditProof, exportChain } from './auditProof.ts';

/** More than any cycle has: a question without a limit gets the whole chain. */
const maxEntries = 100_000;

const ofCycle = { query: z.object({ cycle: z.string().min(1) }) };

/** The cycle's chain: its entries, whether it is whole, and what one needs to find that out elsewhere. */
export function auditRoutes(database: Database, proof: AuditProof): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/audit',
      summary: "The cycle's audit chain, whole or what is asked for",
      request: { query: auditQuerySchema },
      responses: {
        200: json('Entries in order', z.array(auditEntrySchema)),
        404: problem('notFound'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { cycle, type, limit, after, before, person, item, from, until, order } = context.req.valid('query');
      const chain = await readableChain(database, context, cycle);
      const asked = { after, before, person, item, from, until, order };
      const filter = { ...asked, types: type?.split(','), limit: limit ?? maxEntries };
      return context.json(await findAudit(database, chain, filter), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/audit/people',
      summary: "Who acts in the cycle's audit chain",
      request: ofCycle,
      responses: { 200: json('Ids and names', auditPeopleSchema), 404: problem('notFound') },
    }),
    async (context) => {
      const chain = await readableChain(database, context, context.req.valid('query').cycle);
      const people = await database
        .selectFrom('person')
        .select(['id', 'name'])
        .where('id', 'in', (query) =>
          query.selectFrom('audit').select('personId').where('chain', '=', chain).distinct(),
        )
        .orderBy('name')
        .orderBy('id')
        .execute();
      return context.json(people, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/audit/check',
      summary: "Whether the cycle's audit chain, its signed heads and its certificates are whole",
      request: ofCycle,
      responses: { 200: json('What was found', auditCheckSchema), 404: problem('notFound') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('query');
      await readableChain(database, context, cycle);
      return context.json(await proof.check(cycle), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/audit/heads',
      summary: "The signed heads of the cycle's audit chain, the newest of now; to be held elsewhere",
      request: ofCycle,
      responses: { 200: json('Heads, oldest first', z.array(signedHeadSchema)), 404: problem('notFound') },
    }),
    async (context) => {
      const chain = await readableChain(database, context, context.req.valid('query').cycle);
      return context.json([...(await proof.heads(chain))], 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/audit/export',
      summary: "The cycle's audit chain and its signed heads, a JSON object a line",
      request: ofCycle,
      responses: {
        200: { description: 'Lines', content: { 'application/x-ndjson': { schema: z.string() } } },
        404: problem('notFound'),
      },
    }),
    async (context) => {
      const chain = await readableChain(database, context, context.req.valid('query').cycle);
      const heads = await proof.heads(chain);
      return context.body(exportChain(database, chain, heads), 200, {
        'content-type': 'application/x-ndjson',
      }) as never;
    },
  );
  return app;
}

/** The chain of a cycle that the person may read. Throws `notSignedIn`, `notFound`. */
async function readableChain(database: Database, context: HttpContext, cycle: string): Promise<string> {
  signedIn(context);
  readerOf(context, cycle);
  const chain = cycleChain(cycle);
  if ((await auditHead(database, chain)) === 0) throw new AppError('notFound', 'there is no such cycle');
  return chain;
}
