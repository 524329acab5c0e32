import type { Database, DatabaseTransaction } from './database.ts';

/**
 * Reads all at one moment: what is committed meanwhile is not seen. For a connection of its own: on SQLite, where the server has
 * but one, everybody else would wait, and `read` may take its time.
 */
export function atOneMoment<Read>(
  database: Database,
  read: (transaction: DatabaseTransaction) => Promise<Read>,
): Promise<Read> {
  // A transaction of SQLite in WAL sees one moment by itself; its driver knows no levels and passes over them.
  return database.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
}
