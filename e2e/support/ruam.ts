import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
export const samplePassword = 'ทดลอง-2562';

/** A real server process with its own data; `kill` is kill -9, `restart` starts another on the same data and port. */
export interface Ruam {
  readonly url: string;
  readonly output: () => string;
  /** Of the process that runs now. */
  pid(): number;
  kill(): Promise<void>;
  terminate(): Promise<number | null>;
  restart(): Promise<void>;
  /** `npm run ruam -- …` on its data; what it printed. Rejects when it fails. */
  command(...args: string[]): Promise<string>;
  /** Ends the process and removes the data. */
  dispose(): Promise<void>;
}

/** Starts a trial with the sample; resolves when it serves. */
export async function startRuam(environment: Readonly<Record<string, string>> = {}): Promise<Ruam> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ruam-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let output = '';
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    const started = spawn(join(root, 'node_modules/.bin/node'), ['server/src/main.ts', 'trial'], {
      cwd: root,
      env: {
        ...process.env,
        PORT: String(port),
        DATA_DIR: dataDir,
        SAMPLE_PASSWORD: samplePassword,
        LOG_LEVEL: 'warn',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    while (!(await isHealthy(url))) {
      if (started.exitCode !== null) throw new Error(`the server ended with ${started.exitCode}:\n${output}`);
      await new Promise((again) => setTimeout(again, 50));
    }
  }

  function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const ending = child;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null)
      return Promise.resolve(ending?.exitCode ?? null);
    return new Promise((ended) => {
      ending.once('exit', (code) => ended(code));
      ending.kill(signal);
    });
  }

  // Also when the caller gives up in the middle.
  process.once('exit', () => child?.kill('SIGKILL'));
  await start();
  return {
    url,
    output: () => output,
    pid() {
      if (child?.pid === undefined) throw new Error('the server does not run');
      return child.pid;
    },
    async kill() {
      await end('SIGKILL');
    },
    terminate: () => end('SIGTERM'),
    async command(...args) {
      const run = promisify(execFile);
      const env = { ...process.env, DATA_DIR: dataDir };
      const { stdout } = await run(join(root, 'node_modules/.bin/node'), ['server/src/cli/main.ts', ...args], {
        cwd: root,
        env,
      });
      return stdout;
    },
    restart: start,
    async dispose() {
      await end('SIGKILL');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}

/** A port of the loopback that is free now. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? done(address.port) : failed(new Error('no port'))));
    });
  });
}
