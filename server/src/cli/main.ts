import { text } from 'node:stream/consumers';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { readConfig } from '../config/config.ts';
import { ask } from './ask.ts';
import { type Call, readCall, usage } from './verbs.ts';
import type { Verdict } from './verdict.ts';

async function main(): Promise<void> {
  const call = await readCall(process.argv.slice(2));
  if (call === null) return fail(usage, 2);
  if ('work' in call) return say(await call.work());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      call.end();
      process.exit(1);
    });
  }
  try {
    await run(call);
  } finally {
    call.end();
  }
}

async function run(call: Call): Promise<void> {
  await ask(call.question, readConfig('trial', process.env), async ({ status, name, body }) => {
    if (status < 400) {
      return say(await call.receive(body, name));
    }
    const answer = JSON.parse(await text(body)) as { error?: { code?: string; message?: string } };
    fail(`${answer.error?.code ?? status}: ${answer.error?.message ?? ''}`, 1);
  });
}

function say({ text: words, holds }: Verdict): void {
  process.stdout.write(`${words}\n`);
  if (!holds) process.exitCode = 1;
}

/** Says it and ends with `code` when all is put away: 1 where the server refused, 2 where it could not be asked. */
function fail(message: string, code: 1 | 2): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ECONNRESET') return 'the server ended before its answer was complete';
  return error instanceof AppError ? `${error.code}: ${error.message}` : error.message;
}

try {
  await main();
} catch (error) {
  fail(explain(error), 2);
}
