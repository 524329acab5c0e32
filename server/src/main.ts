import { pino, stdSerializers } from 'pino';
import { ConfigError, type Mode, readConfig } from './config/config.ts';
import { DataDirectoryInUse } from './config/dataDirectory.ts';
import { sampleAccounts } from './sample/accounts.ts';
import type { SamplePassword } from './sample/sample.ts';
import { type RunningServer, startServer } from './server.ts';

/** A clean end takes at most this long; then what is still open is cut. */
const closeTimeoutMs = 4_800;
const parentCheckMs = 500;

// What the server writes is for its owner alone, whatever the directory was made with.
process.umask(0o077);

const mode: Mode = process.argv[2] === 'production' ? 'production' : 'trial';

try {
  const config = readConfig(mode, process.env);
  const logger = pino({ level: config.logLevel, serializers: { error: stdSerializers.err } }, process.stderr);
  const server = await startServer(config, logger, (password) => {
    process.stdout.write(`Password of the trial's sign-ins, told once: ${password}\n`);
  });
  process.stdout.write(greeting(server));
  endWith(server);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

function endWith(server: RunningServer): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), closeTimeoutMs).unref();
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  // npm does not pass SIGTERM on: `npm start` asks for this, a server started by itself outlives who started it.
  if (!process.argv.includes('--end-with-parent')) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, parentCheckMs).unref();
}

function greeting({ url, samplePassword }: RunningServer): string {
  if (samplePassword === null) return `Ruam serves ${url}\n`;
  const logins = sampleAccounts.filter(({ body }) => !/^category-[124567]$/.test(body)).map(({ login }) => login);
  return [
    '',
    `  ร่วม · Ruam    ${url}`,
    '',
    `  Sign-ins of the trial: ${logins.join(' ')}`,
    '  and the same for the other categories, cat1-… to cat7-…',
    `  ${passwordLine(samplePassword)}`,
    '',
    '',
  ].join('\n');
}

function passwordLine(password: SamplePassword): string {
  switch (password.kind) {
    case 'given':
      return 'Password of all: as given by SAMPLE_PASSWORD';
    case 'made':
      return `Password of all: ${password.password}   (printed this once; SAMPLE_PASSWORD=… sets another)`;
    case 'kept':
      return 'Password of all: as printed at the first start (SAMPLE_PASSWORD=… sets another)';
  }
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return `Ruam cannot start: a setting is missing or wrong.\n${error.message}`;
  if (error instanceof DataDirectoryInUse) return `Ruam cannot start: ${error.message}.`;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Ruam cannot start: the port is in use. PORT=… chooses another. (${error.message})`;
  }
  return `Ruam cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
