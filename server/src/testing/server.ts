import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, stdSerializers } from 'pino';
import { createSessions } from '../auth/sessions.ts';
import { readConfig } from '../config/config.ts';
import type { Database, DatabaseLocation } from '../database/database.ts';
import { startServer } from '../server.ts';
import type { CleanUp } from './cleanUp.ts';
import { openTestDatabase } from './databases.ts';
import { testPassword } from './people.ts';
import { temporaryDirectory } from './temporaryDirectory.ts';

/** The public address that the tests' servers are told; they listen elsewhere. */
export const testOrigin = 'http://ruam.test';

/** A really listening server without a sample, and a second connection to its store. */
export interface TestServer {
  readonly url: string;
  readonly database: Database;
  readonly dataDir: string;
  readonly location: DatabaseLocation;
  stop(): Promise<void>;
}

export async function startTestServer(
  location: DatabaseLocation,
  cleanUp: CleanUp,
  environment: Readonly<Record<string, string>> = {},
): Promise<TestServer> {
  const dataDir = temporaryDirectory(cleanUp);
  const config = readConfig('trial', {
    PORT: '0',
    DATA_DIR: dataDir,
    ORIGIN: testOrigin,
    SAMPLE: '0',
    // Tests send more commands as one person than people do.
    LIMIT_COMMANDS_PER_SECOND: '0',
    SIGNING_KEY_FILE: signingKeyFile(location, dataDir, cleanUp),
    ...environment,
  });
  const errors: string[] = [];
  const logger = pino(
    { level: 'error', serializers: { error: stdSerializers.err } },
    { write: (line: string) => errors.push(line) },
  );
  const server = await startServer({ ...config, database: location }, logger);
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopped ??= server.close();
    return stopped;
  };
  cleanUp(async () => {
    const logged = errors.join('');
    await stop();
    if (logged !== '') throw new Error(`the server logged errors:\n${logged}`);
  });
  const database = await openTestDatabase(location, cleanUp);
  return { url: `http://127.0.0.1:${server.port}`, database, dataDir, location, stop };
}

/** Servers of one store share one key. */
function signingKeyFile(location: DatabaseLocation, dataDir: string, cleanUp: CleanUp): string {
  if (location.kind === 'sqlite')
    return location.path === ':memory:' ? join(dataDir, 'signing.pem') : `${location.path}.pem`;
  const path = join(tmpdir(), `rt-${location.schema}.pem`);
  cleanUp(() => rmSync(path, { force: true }));
  return path;
}

/** An answer, its body as text and, when it is JSON, parsed. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

interface Question {
  readonly json?: unknown;
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Visitor {
  /** `name=value` of the session, '' when nobody is signed in. */
  readonly cookie: string;
  /** Sends the Origin of the server's own pages, unless `headers` has another (or '' for none). */
  ask(method: string, path: string, question?: Question): Promise<Answer>;
  get(path: string): Promise<Answer>;
}

export function visitor({ url }: Pick<TestServer, 'url'>, cookie = ''): Visitor {
  async function ask(method: string, path: string, { json, body, headers = {} }: Question = {}): Promise<Answer> {
    const all = new Headers({
      origin: testOrigin,
      ...(cookie === '' ? {} : { cookie }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    });
    if (headers.origin === '') all.delete('origin');
    const sent = json === undefined ? body : JSON.stringify(json);
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: all,
      redirect: 'manual',
      ...(sent === undefined ? {} : { body: sent }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.startsWith('application/json') && text !== '';
    return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : null };
  }
  return { cookie, ask, get: (path) => ask('GET', path) };
}

/** Signs in with `testPassword`; throws when that fails. */
export async function signIn(server: TestServer, login: string): Promise<Visitor> {
  const answer = await visitor(server).ask('POST', '/api/session', { json: { login, password: testPassword } });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (answer.status !== 200 || cookie === undefined) throw new Error(`${login} could not sign in: ${answer.text}`);
  return visitor(server, cookie);
}

/** Somebody with a session that was begun without the password, which takes its time on purpose. */
export async function visitAs(server: TestServer, login: string): Promise<Visitor> {
  const { database } = server;
  const person = await database.selectFrom('person').select('id').where('login', '=', login).executeTakeFirstOrThrow();
  const { cookie } = await createSessions(database, false).start(person.id);
  return visitor(server, cookie.split(';')[0]);
}

/** `404 notFound`: status and code of an error answer. */
export function refusal({ status, body }: Answer): string {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : null;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : 'no error body';
  return `${status} ${code}`;
}
