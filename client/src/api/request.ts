import { type ErrorCode, isErrorCode } from '@ruam/shared/errors/errors.ts';
import { z } from 'zod';
import { isProjectorPage } from '../ui/paths.ts';

/** A failed request. Code `offline`: no answer; `unreadable`: an answer that is not the interface's. */
export class RequestError extends Error {
  readonly code: ErrorCode | 'offline' | 'unreadable';
  /** What the server says beside the code; its shape depends on that. */
  readonly details: unknown;

  constructor(code: ErrorCode | 'offline' | 'unreadable', message: string, details?: unknown) {
    super(message);
    this.name = 'RequestError';
    this.code = code;
    this.details = details;
  }
}

const errorBodySchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});

/** Asks the server's HTTP interface; a body of bytes goes as it is, any other as JSON. Throws RequestError. */
export async function request<Answer>(
  schema: z.ZodType<Answer>,
  path: string,
  command?: { readonly method: 'POST' | 'PUT' | 'DELETE'; readonly body?: unknown },
): Promise<Answer> {
  const response = await ask(path, command);
  const text = await response.text().catch(() => '');
  return readAnswer(schema, path, response.status, text);
}

/** A file that the server makes. Throws RequestError. */
export async function requestFile(path: string): Promise<Blob> {
  const response = await ask(path);
  if (!response.ok) throw errorOf(parseJson(await response.text().catch(() => '')), response.status);
  return response.blob().catch((error: unknown) => {
    throw new RequestError('offline', String(error));
  });
}

/** What an answer of the interface says. Throws RequestError. */
export function readAnswer<Answer>(schema: z.ZodType<Answer>, path: string, status: number, text: string): Answer {
  const answer = parseJson(text);
  if (status < 200 || status > 299) throw errorOf(answer, status);
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new RequestError('unreadable', `${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function ask(path: string, command?: { readonly method: string; readonly body?: unknown }): Promise<Response> {
  return fetch(path, {
    credentials: 'same-origin',
    ...(command === undefined ? { headers: readingHeaders() } : { method: command.method }),
    ...(command?.body === undefined ? {} : bodyOf(command.body)),
  }).catch((error: unknown) => {
    throw new RequestError('offline', String(error));
  });
}

/** The page of a projector reads as the projector, whoever is signed in in the same browser (docs/stage.md). */
function readingHeaders(): Record<string, string> {
  return isProjectorPage() ? { 'ruam-projector': '1' } : {};
}

function bodyOf(body: unknown): { readonly headers: Record<string, string>; readonly body: BodyInit } {
  return body instanceof Uint8Array
    ? { headers: { 'content-type': 'application/octet-stream' }, body: new Uint8Array(body) }
    : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function errorOf(answer: unknown, status: number): RequestError {
  const parsed = errorBodySchema.safeParse(answer);
  if (!parsed.success) return new RequestError('unreadable', `status ${status}`);
  const { code, message, details } = parsed.data.error;
  return new RequestError(isErrorCode(code) ? code : 'unreadable', message, details);
}

function parseJson(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
