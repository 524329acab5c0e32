import { OpenAPIHono, z } from '@hono/zod-openapi';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { HttpEnvironment } from './environment.ts';

export type HttpApp = OpenAPIHono<HttpEnvironment>;

/** A Hono app whose routes document themselves; what does not fit their zod schemas is answered with `invalid`. */
export function createHttpApp(): HttpApp {
  return new OpenAPIHono<HttpEnvironment>({
    defaultHook: (result) => {
      if (result.success) return;
      const problems = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
      throw new AppError('invalid', 'the request does not have the expected form', { problems });
    },
  });
}

/** An answer with a JSON body, for `createRoute`. */
export function json<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } };
}

/** A JSON request body, for `createRoute`. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } };
}

/** The body of every error answer (docs/architecture.md, Errors). */
const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});

export const problem = (description: string) => json(description, errorSchema);
