import { readRecommendations } from '@ruam/shared/recommendations/readRecommendations.ts';
import type { Insertable } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { Projection } from '../projection/projection.ts';
import { inStatementSizes } from '../sync/statementSizes.ts';

type Row = Insertable<Schema['recommendation']>;

/** The recommendations that a text holds (docs/projections.md J5). */
export const recommendationProjection: Projection<Row> = {
  read(document, content) {
    if (document.kind !== 'recommendations' && document.kind !== 'overview') return [];
    return readRecommendations(content).map(({ units, ...recommendation }, position) => ({
      documentId: document.id,
      position,
      cycleId: document.cycle,
      item: document.item,
      ...recommendation,
      units: JSON.stringify(units),
    }));
  },
  async write(transaction, { id }, rows) {
    const before = await transaction
      .selectFrom('recommendation')
      .selectAll()
      .where('documentId', '=', id)
      .orderBy('position')
      .execute();
    if (isSame(before, rows)) return false;
    await transaction.deleteFrom('recommendation').where('documentId', '=', id).execute();
    for (const some of inStatementSizes(rows)) await transaction.insertInto('recommendation').values(some).execute();
    return true;
  },
};

function isSame(before: readonly Row[], after: readonly Row[]): boolean {
  const form = (row: Row): string => JSON.stringify(Object.entries(row).sort());
  return before.length === after.length && before.every((row, at) => after[at] && form(row) === form(after[at]));
}
