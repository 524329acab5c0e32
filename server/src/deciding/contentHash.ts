import { createHash } from 'node:crypto';
import type { DocumentKind } from '@ruam/shared/assessment/assessment.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { isCovered } from '@ruam/shared/deciding/coverage.ts';
import { type HashedDocument, hashedContent } from '@ruam/shared/deciding/hashedContent.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import canonicalize from 'canonicalize';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { readHeld } from '../sync/gate.ts';
import type { ItemKey } from './decidedItem.ts';

/** A document that an approval or a version is about. */
export interface CoveredDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly level: Level | null;
}

/** `hashed` is the exact text, `contentHash` its SHA-256, hex. */
export interface HashedText {
  readonly contentHash: string;
  readonly hashed: string;
}

/** The documents that an approval of the item at `level` is about. */
export async function coveredDocuments(
  transaction: Database | DatabaseTransaction,
  { cycle, code }: ItemKey,
  level: Level | null,
): Promise<readonly CoveredDocument[]> {
  const documents = await transaction
    .selectFrom('document')
    .select(['id', 'kind', 'level', 'submittedAt'])
    .where('cycleId', '=', cycle)
    .where('item', '=', code)
    .execute();
  return documents.filter((document) => isCovered({ ...document, isSubmitted: document.submittedAt !== null }, level));
}

/** The committed content of documents. */
export async function readDocuments(
  transaction: DatabaseTransaction,
  documents: readonly CoveredDocument[],
): Promise<readonly HashedDocument[]> {
  const read = [];
  for (const { id, kind, level } of documents) {
    const content = await readHeld(transaction, id, readContent);
    if (content === null) throw new Error(`document ${id} is gone`);
    read.push({ id, kind, level, content });
  }
  return read;
}

/** The exact text of these contents, and its hash. */
export function hashContents(documents: readonly HashedDocument[]): HashedText {
  const hashed = canonicalize(hashedContent(documents)) ?? '';
  return { contentHash: createHash('sha256').update(hashed).digest('hex'), hashed };
}
