import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { SearchedPassage } from './passages.ts';
import { insertPassages, keyOf, movePassages, removePassages } from './searchProjection.ts';

/** What one step reads or writes: the store indexes a thousand letters in about a millisecond. */
const rowsRead = 250;
const rowsMoved = 256;
const rowsWritten = 64;
const lettersWritten = 4_000;

/** The document as it was read. */
interface ReadDocument {
  readonly id: string;
  readonly generation: number;
}

interface Row {
  readonly id: number;
  readonly number: number;
  readonly letters: number;
}

interface Changes {
  readonly added: readonly SearchedPassage[];
  /** By how much the numbers of which rows change. */
  readonly moved: ReadonlyMap<number, readonly Row[]>;
  readonly removed: readonly Row[];
}

/**
 * Replaces a document's passages as `searchProjection.write` does, on SQLite: there the driver holds up the loop, and the
 * one connection holds up every commit, for as long as a transaction takes. So there are many short ones, between which
 * others have their turn; a search in between finds some of the former text. Of a document one at a time. Ends early when
 * the document is gone or was restored.
 */
export async function writePassagesInSteps(
  database: Database,
  document: ReadDocument,
  passages: readonly SearchedPassage[],
): Promise<void> {
  const { added, moved, removed } = await changesTo(await readRows(database, document.id), passages);
  const steps: ((transaction: DatabaseTransaction) => Promise<void>)[] = [
    ...[...moved].flatMap(([by, rows]) =>
      [...inSteps(rows, rowsMoved, () => 0)].map((some) => (it: DatabaseTransaction) => movePassages(it, by, some)),
    ),
    ...[...inSteps(removed, rowsWritten, ({ letters }) => letters)].map(
      (some) => (it: DatabaseTransaction) => removePassages(it, some),
    ),
    ...[...inSteps(added, rowsWritten, ({ folded }) => folded.length)].map(
      (some) => (it: DatabaseTransaction) => insertPassages(it, document.id, some),
    ),
  ];
  for (const step of steps) {
    const isThere = await database.transaction().execute(async (transaction) => {
      if (!(await isAsRead(transaction, document))) return false;
      await step(transaction);
      return true;
    });
    if (!isThere) return;
    await turnOfOthers();
  }
}

/** The rows that there are, by what they say; of equal ones the last number first. */
async function readRows(database: Database, documentId: string): Promise<Map<string, Row[]>> {
  const rows = new Map<string, Row[]>();
  for (let after = 0; ; ) {
    const some = await database
      .selectFrom('passage')
      .select(['id', 'number', 'block', 'text', 'ownLength'])
      .where('documentId', '=', documentId)
      .where('commentId', 'is', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(rowsRead)
      .execute();
    for (const row of some) {
      const equal = rows.get(keyOf(row)) ?? [];
      equal.push({ id: row.id, number: row.number ?? 0, letters: row.text.length });
      rows.set(keyOf(row), equal);
    }
    await turnOfOthers();
    if (some.length < rowsRead) break;
    after = some.at(-1)?.id ?? after;
  }
  for (const equal of rows.values()) equal.sort((one, other) => other.number - one.number);
  return rows;
}

/** What has stayed keeps its row: only what changed is indexed anew. */
async function changesTo(rows: Map<string, Row[]>, passages: readonly SearchedPassage[]): Promise<Changes> {
  const added: SearchedPassage[] = [];
  const moved = new Map<number, Row[]>();
  for (const some of inSteps(passages, rowsRead, () => 0)) {
    for (const passage of some) {
      const row = rows.get(keyOf(passage))?.pop();
      const by = passage.number - (row?.number ?? 0);
      if (row === undefined) added.push(passage);
      else if (by !== 0)
        moved
          .set(by, moved.get(by) ?? [])
          .get(by)
          ?.push(row);
    }
    await turnOfOthers();
  }
  return { added, moved, removed: [...rows.values()].flat() };
}

async function isAsRead(transaction: DatabaseTransaction, { id, generation }: ReadDocument): Promise<boolean> {
  const row = await transaction
    .selectFrom('document')
    .select('id')
    .where('id', '=', id)
    .where('generation', '=', generation)
    .executeTakeFirst();
  return row !== undefined;
}

/** Cuts rows, in order, into parts of so many rows and letters; one that is longer stands alone. */
function* inSteps<One>(rows: readonly One[], maxRows: number, lettersOf: (row: One) => number): Generator<One[]> {
  let part: One[] = [];
  let letters = 0;
  for (const row of rows) {
    const own = lettersOf(row);
    if (part.length > 0 && (part.length >= maxRows || letters + own > lettersWritten)) {
      yield part;
      part = [];
      letters = 0;
    }
    part.push(row);
    letters += own;
  }
  if (part.length > 0) yield part;
}
