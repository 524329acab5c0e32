import type { Content } from '@ruam/shared/document/content.ts';
import { PostgresAdapter } from 'kysely';
import { proofProjection } from '../checks/proofProjection.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { referenceProjection } from '../evidence/references.ts';
import { recommendationProjection } from '../recommendations/recommendationProjection.ts';
import { writePassagesInSteps } from '../search/passageSteps.ts';
import { searchProjection } from '../search/searchProjection.ts';
import type { ProjectedDocument } from './projection.ts';

/** Raised with every change of what a reader gives: then all documents are read again (docs/projections.md J4). */
export const readersVersion = 1;

/** What all readers make of a document. */
export type ProjectedRows = ReturnType<typeof readRows>;

/** Runs all readers: a projection that is added stands here and in `writeRows`. */
export function readRows(document: ProjectedDocument, content: Content) {
  return {
    recommendations: recommendationProjection.read(document, content),
    proofs: proofProjection.read(document, content),
    passages: searchProjection.read(document, content),
    references: referenceProjection.read(document, content),
  };
}

/**
 * Replaces the rows of all projections; of those that are written in steps (J1), before. Whether what a screen shows has
 * changed by it.
 */
export async function writeRows(
  transaction: DatabaseTransaction,
  document: ProjectedDocument,
  rows: ProjectedRows,
): Promise<boolean> {
  const changed = [
    await recommendationProjection.write(transaction, document, rows.recommendations),
    await proofProjection.write(transaction, document, rows.proofs),
    isInSteps(transaction) ? false : await searchProjection.write(transaction, document, rows.passages),
    await referenceProjection.write(transaction, document, rows.references),
  ];
  return changed.includes(true);
}

/** Passages are many, and slow to index: a store with one connection takes them a few at a time, before `writeRows`. */
export async function writeSteps(
  database: Database,
  document: ProjectedDocument & { readonly generation: number },
  { passages }: ProjectedRows,
): Promise<void> {
  if (isInSteps(database)) await writePassagesInSteps(database, document, passages);
}

function isInSteps(database: Database | DatabaseTransaction): boolean {
  return !(database.getExecutor().adapter instanceof PostgresAdapter);
}
