import type { DatabaseTransaction } from '../database/database.ts';
import type { Projection } from '../projection/projection.ts';
import { inStatementSizes } from '../sync/statementSizes.ts';
import { passagesOf, type SearchedPassage } from './passages.ts';

/** Keeps a document's passages for search. Those that have stayed keep their rows: only what changed is indexed anew. */
export const searchProjection: Projection<SearchedPassage> = {
  read: (_document, content) => passagesOf(content),
  async write(transaction, { id }, passages) {
    const known = await transaction
      .selectFrom('passage')
      .select(['id', 'number', 'block', 'text', 'ownLength'])
      .where('documentId', '=', id)
      .where('commentId', 'is', null)
      .orderBy('number')
      .orderBy('id')
      .execute();
    const free = Map.groupBy(known, keyOf);
    const added: SearchedPassage[] = [];
    const moved: { readonly id: number; readonly by: number }[] = [];
    for (const passage of passages) {
      const row = free.get(keyOf(passage))?.shift();
      if (row === undefined) added.push(passage);
      else if (row.number !== passage.number) moved.push({ id: row.id, by: passage.number - (row.number ?? 0) });
    }
    // Most are moved by as much: one paragraph more above them.
    for (const [by, rows] of Map.groupBy(moved, (row) => row.by)) await movePassages(transaction, by, rows);
    await removePassages(transaction, [...free.values()].flat());
    await insertPassages(transaction, id, added);
    // No screen shows them before it searches.
    return false;
  },
};

/** Changes the numbers of these rows by as much. */
export async function movePassages(
  transaction: DatabaseTransaction,
  by: number,
  rows: readonly { readonly id: number }[],
): Promise<void> {
  for (const some of inStatementSizes(rows)) {
    const ids = some.map(({ id }) => id);
    await transaction
      .updateTable('passage')
      .set((expression) => ({ number: expression('number', '+', by) }))
      .where('id', 'in', ids)
      .execute();
  }
}

/** Removes these rows. */
export async function removePassages(
  transaction: DatabaseTransaction,
  rows: readonly { readonly id: number }[],
): Promise<void> {
  for (const some of inStatementSizes(rows)) {
    const ids = some.map(({ id }) => id);
    await transaction.deleteFrom('passage').where('id', 'in', ids).execute();
  }
}

/** Adds passages to a document. */
export async function insertPassages(
  transaction: DatabaseTransaction,
  documentId: string,
  passages: readonly SearchedPassage[],
): Promise<void> {
  for (const some of inStatementSizes(passages)) {
    const rows = some.map((passage) => ({ ...passage, documentId, commentId: null, version: 0 }));
    await transaction.insertInto('passage').values(rows).execute();
  }
}

/** Passages with the same are the same, wherever they stand. */
export function keyOf({ block, text, ownLength }: Pick<SearchedPassage, 'block' | 'text' | 'ownLength'>): string {
  return `${block} ${ownLength} ${text}`;
}
