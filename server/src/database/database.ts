import type { DatabaseSync } from 'node:sqlite';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { migrationProvider } from './migrations.ts';
import type { Schema } from './schema.ts';
import { openSqlite, sqliteDialect } from './sqlite.ts';

export type Database = Kysely<Schema>;
export type DatabaseTransaction = Transaction<Schema>;

/** Where the data is: a SQLite file (or `:memory:`), or a PostgreSQL server. `schema` separates tests on one server. */
export type DatabaseLocation =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly schema?: string };

/** Opens the database and brings it to the newest schema. Throws when it cannot be reached or migrated. */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  const database = connectDatabase(location);
  const migrator = new Migrator({
    db: database,
    provider: migrationProvider(location.kind),
    ...(location.kind === 'postgres' && location.schema !== undefined ? { migrationTableSchema: location.schema } : {}),
  });
  const { error } = await migrator.migrateToLatest();
  if (error) {
    await database.destroy();
    throw error;
  }
  return database;
}

/** A connection of its own to a database that was brought to the newest schema before. */
export function connectDatabase(location: DatabaseLocation): Database {
  if (location.kind === 'postgres') return new Kysely<Schema>({ dialect: postgresDialect(location) });
  const connection = openSqlite(location.path);
  const database = new Kysely<Schema>({ dialect: sqliteDialect(connection) });
  sqliteConnections.set(database, connection);
  return database;
}

const sqliteConnections = new WeakMap<Database, DatabaseSync>();

/**
 * The connection below a SQLite database, for what is so hot that Kysely's statements are felt; null on PostgreSQL. It is used
 * in one turn of the loop, and while nobody's transaction is open on it (`isTransaction`) or else inside
 * `database.connection().execute`.
 */
export function sqliteConnectionOf(database: Database): DatabaseSync | null {
  return sqliteConnections.get(database) ?? null;
}

function postgresDialect({ url, schema }: Extract<DatabaseLocation, { kind: 'postgres' }>): PostgresDialect {
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    ...(schema === undefined ? {} : { options: `-c search_path=${schema}` }),
  });
  // An idle connection that the server ends must not end the process; the next query opens another.
  pool.on('error', () => undefined);
  return new PostgresDialect({ pool });
}
