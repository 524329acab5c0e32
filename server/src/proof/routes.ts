import { createRoute, z } from '@hono/zod-openapi';
import { certificateLineSchema, publicCertificateSchema, standingSchema } from '@ruam/shared/api/proof.ts';
import { certificateSchema } from '@ruam/shared/proof/certificate.ts';
import type { Database } from '../database/database.ts';
import type { HashedReader } from '../deciding/hashedReader.ts';
import { type HttpContext, readerOf, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, problem } from '../http/openApi.ts';
import {
  type CertificateRow,
  listCertificates,
  readCertificate,
  readHashedText,
  readPublicly,
  readStanding,
} from './readCertificates.ts';
import type { SigningKey } from './signingKey.ts';

export interface ProofDependencies {
  readonly database: Database;
  readonly hashedNow: HashedReader;
  readonly key: SigningKey;
}

const byId = { params: z.object({ id: z.string().min(1).max(200) }) };
const asJson = { 'content-type': 'application/json' };

/** Certificates and their public verification (docs/proof.md). */
export function proofRoutes({ database, hashedNow, key }: ProofDependencies): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/certificates/key',
      summary: 'The public key that certificates are signed with, PEM; open to everybody',
      responses: { 200: { description: 'PEM', content: { 'application/x-pem-file': { schema: z.string() } } } },
    }),
    (context) => context.body(key.publicPem, 200, { 'content-type': 'application/x-pem-file' }),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/verify/{id}',
      summary: 'What anybody may see of a certificate; open to everybody',
      request: byId,
      responses: { 200: json('The certificate', publicCertificateSchema), 404: problem('notFound') },
    }),
    async (context) => context.json(await readPublicly(database, key.publicKeys, context.req.valid('param').id), 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/certificates',
      summary: "The cycle's certificates, newest first",
      request: { params: z.object({ cycle: z.string() }) },
      responses: { 200: json('Certificates', z.array(certificateLineSchema)), 404: problem('notFound') },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      readerOf(context, cycle);
      return context.json(await listCertificates(database, cycle), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/certificates/{id}',
      summary: 'A certificate: canonical JSON, as it was signed',
      request: byId,
      responses: { 200: json('The certificate', certificateSchema), 404: problem('notFound') },
    }),
    async (context) => {
      const { content } = await readable(database, context, context.req.valid('param').id);
      // As it is kept, byte for byte: certificates behind it name its hash.
      return context.body(content, 200, asJson) as never;
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/certificates/{id}/hashed',
      summary: 'The exact bytes whose SHA-256 the certificate names',
      request: byId,
      responses: { 200: json('Documents', z.unknown()), 404: problem('notFound') },
    }),
    async (context) => {
      const row = await readable(database, context, context.req.valid('param').id);
      return context.body(await readHashedText(database, row), 200, asJson) as never;
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/certificates/{id}/standing',
      summary: 'Whether a certificate still says what is so',
      request: byId,
      responses: { 200: json('Its standing', standingSchema), 404: problem('notFound') },
    }),
    async (context) => {
      const row = await readable(database, context, context.req.valid('param').id);
      return context.json(await readStanding({ database, hashedNow }, key.publicKeys, row), 200);
    },
  );
  return app;
}

/** A certificate of a cycle that the person may read. Throws `notSignedIn`, `notFound`. */
async function readable(database: Database, context: HttpContext, id: string): Promise<CertificateRow> {
  signedIn(context);
  const row = await readCertificate(database, id);
  readerOf(context, row.cycleId);
  return row;
}
