import { readContent } from '@ruam/shared/document/yjs.ts';
import type { Database } from '../database/database.ts';
import { readHeld } from '../sync/gate.ts';
import { searchProjection } from './searchProjection.ts';

/** Reads every document into the index at once, as the projector does after a while. */
export async function indexAll(database: Database): Promise<void> {
  const documents = await database
    .selectFrom('document')
    .select(['id', 'cycleId as cycle', 'item', 'kind', 'level', 'authorId', 'submittedAt'])
    .execute();
  for (const document of documents) {
    await database.transaction().execute(async (transaction) => {
      const content = await readHeld(transaction, document.id, readContent);
      if (content === null) return;
      await searchProjection.write(transaction, document, searchProjection.read(document, content));
    });
  }
}
