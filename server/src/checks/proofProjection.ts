import { readProofs } from '@ruam/shared/checks/readProofs.ts';
import type { Insertable } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { Projection } from '../projection/projection.ts';
import { inStatementSizes } from '../sync/statementSizes.ts';

type Row = Insertable<Schema['proof']>;

/** The passages of evidence that are said to prove checks (docs/projections.md J6). */
export const proofProjection: Projection<Row> = {
  read(document, content) {
    if (document.kind !== 'evidence' && document.kind !== 'results') return [];
    return readProofs(content).map((proof, position) => ({
      documentId: document.id,
      position,
      cycleId: document.cycle,
      item: document.item,
      level: document.level,
      ...proof,
    }));
  },
  async write(transaction, { id }, rows) {
    const before = await transaction
      .selectFrom('proof')
      .select(['position', 'checkId', 'quote', 'number'])
      .where('documentId', '=', id)
      .orderBy('position')
      .execute();
    const form = (row: Pick<Row, 'checkId' | 'quote' | 'number'>): string =>
      JSON.stringify([row.checkId, row.quote, row.number]);
    if (before.length === rows.length && before.every((row, at) => rows[at] && form(row) === form(rows[at])))
      return false;
    await transaction.deleteFrom('proof').where('documentId', '=', id).execute();
    for (const some of inStatementSizes(rows)) await transaction.insertInto('proof').values(some).execute();
    return true;
  },
};
