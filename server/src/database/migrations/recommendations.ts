import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Recommendations that were carried over into a cycle. */
export function recommendationsMigration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('carriedRecommendation')
        .addColumn('cycleId', 'text', (c) => c.notNull())
        .addColumn('sourceDocumentId', 'text', (c) => c.notNull())
        .addColumn('sourceBlock', 'text', (c) => c.notNull())
        .addColumn('words', 'text', (c) => c.notNull())
        .addColumn('documentId', 'text', (c) => c.notNull())
        .addColumn('block', 'text', (c) => c.notNull())
        .addColumn('personId', 'text', (c) => c.notNull())
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('carriedRecommendationKey', ['cycleId', 'sourceDocumentId', 'sourceBlock'])
        .execute();
    },
  };
}
