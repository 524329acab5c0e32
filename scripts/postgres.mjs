// A throw-away PostgreSQL cluster for the tests: its own folder, a free port on loopback, gone at the end.
import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starts a cluster with the programs in `bin`. Returns its URL and how to end it. */
export async function startPostgres(bin) {
  const folder = mkdtempSync(join(tmpdir(), 'rpg-'));
  const isRoot = process.getuid?.() === 0;
  // PostgreSQL refuses to run as root.
  if (isRoot) chownSync(folder, ...idsOf('postgres'));
  const run = (program, args) => {
    const [command, prefix] = isRoot
      ? ['runuser', ['-u', 'postgres', '--', join(bin, program)]]
      : [join(bin, program), []];
    // Never a pipe: the server keeps what pg_ctl hands down, and the caller would wait for ever.
    execFileSync(command, [...prefix, ...args], { stdio: 'ignore', cwd: folder });
  };
  const data = join(folder, 'data');
  const log = join(folder, 'log');
  const port = await freePort();
  let stopped = false;
  const stop = () => {
    if (stopped) return;
    stopped = true;
    try {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
    } catch {
      // It never started, or has ended already.
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    run('initdb', ['-D', data, '-U', 'ruam', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']);
    run('pg_ctl', [
      '-D',
      data,
      '-l',
      log,
      '-w',
      '-t',
      '60',
      '-o',
      `-k ${folder} -p ${port} -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=off -c full_page_writes=off`,
      'start',
    ]);
  } catch (error) {
    let reason = error.message;
    try {
      reason = readFileSync(log, 'utf8');
    } catch {
      // The log was not begun; the message says what there is to say.
    }
    stop();
    throw new Error(`PostgreSQL could not be started: ${reason}`);
  }
  return { url: `postgres://ruam@127.0.0.1:${port}/postgres`, stop };
}

function idsOf(user) {
  const id = (flag) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }).trim());
  return [id('-u'), id('-g')];
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
