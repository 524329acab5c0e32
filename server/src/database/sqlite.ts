import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { SqliteDialect } from 'kysely';

/** Prepared statements kept by their SQL; Kysely writes the same few hundred texts again and again. */
const maxCachedStatements = 500;

/**
 * Kysely's SQLite dialect over `node:sqlite`, WAL and `synchronous=FULL`: a commit that was reported is on the disk.
 * One connection; Kysely queues on it, so nothing slow may be awaited inside a transaction.
 *
 * @param path a file, or `:memory:`
 */
export function sqliteDialect(path: string): SqliteDialect {
  const connection = new DatabaseSync(path, { timeout: 5_000 });
  connection.exec(
    'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = memory;',
  );
  const cache = new Map<string, StatementSync>();
  const prepared = (text: string): StatementSync => {
    const known = cache.get(text);
    if (known) return known;
    const statement = connection.prepare(text);
    if (cache.size >= maxCachedStatements) cache.clear();
    cache.set(text, statement);
    return statement;
  };
  return new SqliteDialect({
    database: {
      close: () => connection.close(),
      prepare(text) {
        const statement = prepared(text);
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
