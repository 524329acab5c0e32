import type { DocumentKind } from '@ruam/shared/assessment/assessment.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import type { DatabaseTransaction } from '../database/database.ts';

/** A document whose committed content is read. */
export interface ProjectedDocument {
  readonly id: string;
  readonly cycle: string;
  readonly item: string | null;
  readonly kind: DocumentKind;
  readonly level: Level | null;
  readonly authorId: string | null;
  /** Epoch ms; an advice note that is not submitted is its author's alone. */
  readonly submittedAt: number | null;
}

/** Rows that are made of a document's committed content and of nothing else (docs/projections.md). */
export interface Projection<Row> {
  /**
   * The document's rows, as many and as long as the projection's own bounds allow. Pure, and of any content that a
   * crafted client can write: it runs in a thread of its own, and what it gives is copied to the main one.
   */
  read(document: ProjectedDocument, content: Content): readonly Row[];
  /**
   * Replaces the document's rows by these. Whether what a screen shows has changed by it: then those who follow the
   * cycle ask again. It must not write what stands already: others' commits wait for the transaction.
   */
  write(transaction: DatabaseTransaction, document: ProjectedDocument, rows: readonly Row[]): Promise<boolean>;
}
