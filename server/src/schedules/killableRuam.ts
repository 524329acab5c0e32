import { join } from 'node:path';
import { createSessions } from '../auth/sessions.ts';
import type { Database } from '../database/database.ts';
import { until } from '../sync/testBed.ts';
import type { CleanUp } from '../testing/cleanUp.ts';
import { openTestDatabase } from '../testing/databases.ts';
import { freePort, type Run, runFile } from '../testing/processes.ts';
import { testOrigin, type Visitor, visitor } from '../testing/server.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';

/** The whole server in a process of its own on its own SQLite file; it can be killed and started again. */
export interface KillableRuam {
  readonly url: string;
  /** A second connection to its store. */
  readonly database: Database;
  /** kill -9 or SIGTERM, and up again on the same port. */
  restart(how: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  visit(personId: string): Promise<Visitor>;
}

export async function startKillableRuam(cleanUp: CleanUp): Promise<KillableRuam> {
  const dataDir = temporaryDirectory(cleanUp);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = async (): Promise<Run> => {
    const environment = { PORT: String(port), DATA_DIR: dataDir, ORIGIN: testOrigin, SAMPLE: '0' };
    const run = runFile('main.ts', [], environment);
    const serves = async () => (await fetch(`${url}/healthz`).catch(() => null))?.ok === true;
    await until(async () => run.child.exitCode !== null || (await serves()), 'the server serves');
    if (run.child.exitCode !== null) throw new Error(`the server did not start: ${run.errors()}`);
    return run;
  };
  let run = await start();
  const database = await openTestDatabase({ kind: 'sqlite', path: join(dataDir, 'ruam.sqlite') }, cleanUp);
  return {
    url,
    database,
    async restart(how) {
      run.child.kill(how);
      await run.ended;
      run = await start();
    },
    async visit(personId) {
      const { cookie } = await createSessions(database, false).start(personId);
      return visitor({ url }, cookie.split(';')[0]);
    },
  };
}
