import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { ConfigError, readConfig } from '../config/config.ts';
import { DataDirectoryInUse } from '../config/dataDirectory.ts';
import { openOffline } from '../offline.ts';
import { bindablePath, createLocalApp } from './localApp.ts';

const usage = `npm run ruam -- <verb>

  import <file> [--agency NAME]        reads a report (.txt, .json) into a new cycle and lists what was not understood
  user add <login> --name NAME [--agency NAME] [--cycle ID --body BODY --role ROLE]
                                       adds a person and prints the password, once
  user seat <login> --cycle ID --body BODY --role ROLE
                                       gives a person a seat in a cycle
  user reset <login>                   gives a person a new password and prints it, once

Talks to the running server of DATA_DIR; without one it opens the data itself.`;

interface Call {
  readonly path: string;
  readonly body: Uint8Array;
  readonly print: (answer: Record<string, unknown>) => string;
}

const problem = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(2);
};

async function readCall(): Promise<Call> {
  const options = Object.fromEntries(
    ['agency', 'name', 'cycle', 'body', 'role'].map((name) => [name, { type: 'string' as const }]),
  );
  const { values, positionals } = parseArgs({ args: process.argv.slice(2), options, allowPositionals: true });
  const [verb, first, second] = positionals;
  const text = (value: object) => new TextEncoder().encode(JSON.stringify(value));
  if (verb === 'import' && first !== undefined) {
    const query = new URLSearchParams({
      name: basename(first),
      ...(typeof values.agency === 'string' ? { agency: values.agency } : {}),
    });
    return { path: `/import?${query}`, body: await readFile(first), print: printImport };
  }
  if (verb === 'user' && first === 'add' && second !== undefined && typeof values.name === 'string') {
    return {
      path: '/users',
      body: text({ login: second, ...values }),
      print: ({ login, password }) => `${login}  ${password}`,
    };
  }
  if (verb === 'user' && first === 'seat' && second !== undefined) {
    return {
      path: `/users/${encodeURIComponent(second)}/seat`,
      body: text(values),
      print: ({ login }) => `${login} is seated`,
    };
  }
  if (verb === 'user' && first === 'reset' && second !== undefined) {
    return {
      path: `/users/${encodeURIComponent(second)}/reset`,
      body: text({}),
      print: ({ login, password }) => `${login}  ${password}`,
    };
  }
  return problem(usage);
}

function printImport(answer: Record<string, unknown>): string {
  const list = Array.isArray(answer.notUnderstood) ? answer.notUnderstood : [];
  const lines = list.map(({ line, text, reason }) => `  ${line === 0 ? '-' : `line ${line}`}: ${reason}: ${text}`);
  const cycle = answer.cycle as { id?: string } | undefined;
  return [`cycle ${cycle?.id ?? '?'}`, `not understood: ${lines.length}`, ...lines].join('\n');
}

interface Reply {
  readonly status: number;
  readonly text: string;
}

/** Asks the running server; null when none listens. */
function askServer(socketPath: string, call: Call): Promise<Reply | null> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path: call.path, method: 'POST' }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 500, text: Buffer.concat(chunks).toString('utf8') }),
      );
      answer.on('error', reject);
    });
    asked.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? resolve(null) : reject(error),
    );
    asked.end(call.body);
  });
}

async function askOwnProcess(call: Call, config: ReturnType<typeof readConfig>): Promise<Reply> {
  const offline = await openOffline(config);
  try {
    const app = createLocalApp(offline.dependencies, pino({ level: 'error' }, process.stderr));
    const answer = await app.request(call.path, { method: 'POST', body: new Uint8Array(call.body) });
    return { status: answer.status, text: await answer.text() };
  } finally {
    await offline.close();
  }
}

async function main(): Promise<void> {
  const call = await readCall();
  const config = readConfig('trial', process.env);
  const reply =
    (await askServer(bindablePath(join(config.dataDir, 'ruam.sock')), call)) ?? (await askOwnProcess(call, config));
  const answer = JSON.parse(reply.text) as Record<string, unknown>;
  if (reply.status >= 400) {
    const error = answer.error as { code?: string; message?: string } | undefined;
    process.stderr.write(`${error?.code ?? reply.status}: ${error?.message ?? ''}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${call.print(answer)}\n`);
}

try {
  await main();
} catch (error) {
  if (error instanceof DataDirectoryInUse || error instanceof ConfigError) problem(error.message);
  problem(error instanceof Error ? error.message : String(error));
}
