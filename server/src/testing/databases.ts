import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { type Database, type DatabaseLocation, openDatabase } from '../database/database.ts';
import type { CleanUp } from './cleanUp.ts';
import { temporaryDirectory } from './temporaryDirectory.ts';

/** A kind of store that the tests run on. */
export interface TestStore {
  readonly name: string;
  /** A store of its own that several connections can open, gone at the end. */
  locate(cleanUp: CleanUp): Promise<DatabaseLocation>;
}

const sqliteFile: TestStore = {
  name: 'SQLite',
  locate: (cleanUp) => Promise.resolve({ kind: 'sqlite', path: join(temporaryDirectory(cleanUp), 'ruam.sqlite') }),
};

/** SQLite, and PostgreSQL when `TEST_DATABASE_URL` names one (`npm test` always does). */
export const testStores: readonly TestStore[] = [
  sqliteFile,
  ...(process.env.TEST_DATABASE_URL ? [postgres(process.env.TEST_DATABASE_URL)] : []),
];

/** Opens a database that is closed at the end. */
export async function openTestDatabase(location: DatabaseLocation, cleanUp: CleanUp): Promise<Database> {
  const database = await openDatabase(location);
  cleanUp(() => database.destroy());
  return database;
}

/** A migrated database in memory. */
export function memoryDatabase(cleanUp: CleanUp): Promise<Database> {
  return openTestDatabase({ kind: 'sqlite', path: ':memory:' }, cleanUp);
}

/** A schema a store, in a database of this test worker: looking for tables fails while another one drops its schemas. */
function postgres(server: string): TestStore {
  const name = `ruam_worker_${process.env.VITEST_POOL_ID ?? '0'}`;
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  return {
    name: 'PostgreSQL',
    async locate(cleanUp) {
      const schema = `test_${randomBytes(8).toString('hex')}`;
      await createDatabase(server, name);
      await run(url, `create schema ${schema}`);
      cleanUp(() => run(url, `drop schema ${schema} cascade`));
      return { kind: 'postgres', url, schema };
    },
  };
}

/** Once; another test file of this worker may have done it. */
async function createDatabase(server: string, name: string): Promise<void> {
  try {
    await run(server, `create database ${name}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505'))) throw error;
  }
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
