import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SqliteDialect, type SqliteStatement } from 'kysely';

/** Prepared statements kept by their SQL; Kysely writes the same few hundred texts again and again. */
const maxCachedStatements = 500;

/**
 * A connection with WAL and `synchronous=FULL`: a commit that was reported is on the disk.
 *
 * @param path a file, or `:memory:`
 */
export function openSqlite(path: string): DatabaseSync {
  const connection = new DatabaseSync(path, { timeout: 5_000 });
  connection.exec(
    'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = memory;',
  );
  return connection;
}

/** Kysely's dialect over a connection of `node:sqlite`; Kysely queues on it, so nothing slow may be awaited inside a transaction. */
export function sqliteDialect(connection: DatabaseSync): SqliteDialect {
  const cache = new Map<string, SqliteStatement>();
  const prepare = (text: string): SqliteStatement => {
    const statement = connection.prepare(text);
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...parameters.map(inputValue)),
      run(parameters) {
        // A full disk ends the transaction by itself; complaining that it is gone would hide why.
        if (text === 'rollback' && !connection.isTransaction) return { changes: 0, lastInsertRowid: 0 };
        return statement.run(...parameters.map(inputValue));
      },
      iterate: (parameters) => statement.iterate(...parameters.map(inputValue)),
    };
  };
  return new SqliteDialect({
    database: {
      close: () => connection.close(),
      prepare(text) {
        const known = cache.get(text);
        if (known) return known;
        const prepared = prepare(text);
        if (cache.size >= maxCachedStatements) cache.clear();
        cache.set(text, prepared);
        return prepared;
      },
    },
  });
}

/** `node:sqlite` binds a Date as NULL without a word; what it cannot hold is a bug here, said at once. */
function inputValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint')
    return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`a ${typeof value} cannot be stored`);
}
