import type { DatabaseSync } from 'node:sqlite';
import type { AppendOutcome, DocumentBatch } from './log.ts';
import { encodeUpdateList } from './updateList.ts';

/**
 * Group commit on SQLite for batches that bind and forget no client ids, as nearly all are: the same gate and the same rows
 * as the general `append`, in one turn of the loop: statements passed on through promises cost some 8 % of the server's time
 * (docs/benchmarks.md).
 *
 * @param connection nobody else's transaction may be open on it while this runs
 */
export function sqliteAppend(connection: DatabaseSync): (batches: readonly DocumentBatch[]) => AppendOutcome[] {
  const begin = connection.prepare('begin immediate');
  const commit = connection.prepare('commit');
  const rollback = connection.prepare('rollback');
  const take = connection.prepare(`
    update document set "lastSequence" = "lastSequence" + ?, "sizeBytes" = "sizeBytes" + ?, "updatedAt" = ?
    where id = ? and "lockEpoch" = ? and state = 'open' returning "lastSequence"`);
  const insert = connection.prepare(
    'insert into "documentUpdate" ("documentId", "sequence", "personId", "at", "content") values (?, ?, ?, ?, ?)',
  );

  function append({ documentId, lockEpoch, at, authored }: DocumentBatch): AppendOutcome {
    if (authored.length === 0) return { kind: 'bound' };
    const rows = authored.map(({ personId, updates }) => ({ personId, content: encodeUpdateList(updates) }));
    const bytes = rows.reduce((sum, { content }) => sum + content.length, 0);
    const taken = take.get(rows.length, bytes, at, documentId, lockEpoch);
    if (taken === undefined) return { kind: 'refused' };
    const lastSequence = Number(taken.lastSequence);
    const firstSequence = lastSequence - rows.length + 1;
    for (const [index, { personId, content }] of rows.entries())
      insert.run(documentId, firstSequence + index, personId, at, content);
    return { kind: 'committed', firstSequence, lastSequence };
  }

  return (batches) => {
    begin.run();
    try {
      const outcomes = batches.map(append);
      commit.run();
      return outcomes;
    } catch (error) {
      // A full disk ends the transaction by itself.
      if (connection.isTransaction) rollback.run();
      throw error;
    }
  };
}

/** Whether `sqliteAppend` does for these. */
export function bindsNobody(batches: readonly DocumentBatch[]): boolean {
  return batches.every(({ bindings, forgotten }) => bindings.length === 0 && forgotten.length === 0);
}
