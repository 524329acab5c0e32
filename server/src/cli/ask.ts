import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { pino } from 'pino';
import type { Config } from '../config/config.ts';
import { openOffline } from '../offline.ts';
import { bindablePath, createLocalApp } from './localApp.ts';

/** A question to the local app; `body` gives it anew each time. */
export interface Question {
  readonly path: string;
  readonly body: () => Readable;
  /** Whether it makes no sense where there is no data yet. */
  readonly needsData: boolean;
}

export interface Reply {
  readonly status: number;
  /** What the answer is called as a file; null where it is none. */
  readonly name: string | null;
  readonly body: Readable;
}

/** Asks the running server of the data directory; without one opens the data itself. `hear` gets the answer. */
export async function ask(question: Question, config: Config, hear: (reply: Reply) => Promise<void>): Promise<void> {
  const reply = await askServer(bindablePath(join(config.dataDir, 'ruam.sock')), question);
  if (reply !== null) await hear(reply);
  else await askOwnProcess(question, config, hear);
}

/** Null when no server listens. */
function askServer(socketPath: string, { path, body }: Question): Promise<Reply | null> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path, method: 'POST' }, (answer) =>
      resolve({ status: answer.statusCode ?? 500, name: nameIn(answer.headers['x-file-name']), body: answer }),
    );
    asked.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? resolve(null) : reject(error),
    );
    // Once it is answered, what was not taken of the question is not missed: the answer says why.
    pipeline(body(), asked).catch(reject);
  });
}

async function askOwnProcess(
  { path, body, needsData }: Question,
  config: Config,
  hear: (reply: Reply) => Promise<void>,
): Promise<void> {
  if (needsData && config.database.kind === 'sqlite' && !existsSync(config.database.path))
    throw new Error(`there is no data in ${config.dataDir}`);
  const offline = await openOffline(config);
  try {
    const app = createLocalApp(offline.dependencies, pino({ level: 'error' }, process.stderr));
    const sent = Readable.toWeb(body()) as globalThis.ReadableStream;
    const answer = await app.request(path, { method: 'POST', body: sent, duplex: 'half' } as RequestInit);
    const stream =
      answer.body === null ? Readable.from([]) : Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
    await hear({ status: answer.status, name: nameIn(answer.headers.get('x-file-name')), body: stream });
  } finally {
    await offline.close();
  }
}

function nameIn(header: string | readonly string[] | null | undefined): string | null {
  return typeof header === 'string' ? decodeURIComponent(header) : null;
}
