import type { DocumentAnswer } from '@ruam/shared/api/api.ts';
import { documentKinds } from '@ruam/shared/assessment/assessment.ts';
import { levelRank } from '@ruam/shared/assessment/level.ts';
import type { DocumentFacts } from '@ruam/shared/policy/policy.ts';
import { mayReadCycle, mayWriteDocument } from '@ruam/shared/policy/policy.ts';
import type { Database } from '../database/database.ts';
import type { Person } from '../people/actor.ts';

const columns = [
  'document.id',
  'document.cycleId',
  'document.item',
  'document.kind',
  'document.level',
  'document.state',
  'document.lockEpoch',
  'document.generation',
  'document.authorId',
  'document.submittedAt',
  'document.updatedAt',
  'document.sizeBytes',
  'item.category',
  'item.position',
] as const;

function documentsWithCategory(database: Database) {
  return database
    .selectFrom('document')
    .leftJoin('item', (join) =>
      join.onRef('item.cycleId', '=', 'document.cycleId').onRef('item.code', '=', 'document.item'),
    )
    .select(columns);
}

/** A document, but for what every document may weigh. */
type StoredDocumentAnswer = Omit<DocumentAnswer, 'maxBytes'>;

type Row = Awaited<ReturnType<ReturnType<typeof documentsWithCategory>['execute']>>[number];

/** What the policy asks about a document; null when it does not exist. */
export async function documentFacts(database: Database, documentId: string): Promise<DocumentFacts | null> {
  const row = await documentsWithCategory(database).where('document.id', '=', documentId).executeTakeFirst();
  return row ? facts(row) : null;
}

/** A document as the person sees it; null when it does not exist or is not theirs to read. */
export async function readDocument(
  database: Database,
  person: Person,
  documentId: string,
): Promise<StoredDocumentAnswer | null> {
  const row = await documentsWithCategory(database).where('document.id', '=', documentId).executeTakeFirst();
  return row && mayReadCycle(person, row.cycleId) ? answer(row, person) : null;
}

/** Every document of a cycle, in the order of the items; those of the whole cycle last. */
export async function listDocuments(
  database: Database,
  person: Person,
  cycleId: string,
): Promise<StoredDocumentAnswer[]> {
  const rows = await documentsWithCategory(database)
    .where('document.cycleId', '=', cycleId)
    .orderBy('document.createdAt')
    .execute();
  return rows
    .sort((a, b) => (a.position ?? afterItems) - (b.position ?? afterItems) || byKindAndLevel(a, b))
    .map((row) => answer(row, person));
}

const afterItems = Number.MAX_SAFE_INTEGER;

/** The order of an item's documents: by kind as the glossary lists them, evidence from the lowest level. */
export function byKindAndLevel(a: Pick<Row, 'kind' | 'level'>, b: Pick<Row, 'kind' | 'level'>): number {
  return documentKinds.indexOf(a.kind) - documentKinds.indexOf(b.kind) || levelRank(a.level) - levelRank(b.level);
}

function facts(row: Row): DocumentFacts {
  return {
    cycle: row.cycleId,
    kind: row.kind,
    state: row.state,
    category: row.category,
    authorId: row.authorId,
    submitted: row.submittedAt !== null,
  };
}

function answer(row: Row, person: Person): StoredDocumentAnswer {
  return {
    id: row.id,
    cycle: row.cycleId,
    item: row.item,
    kind: row.kind,
    level: row.level,
    state: row.state,
    lockEpoch: row.lockEpoch,
    generation: row.generation,
    updatedAt: row.updatedAt,
    submittedAt: row.submittedAt,
    author: row.authorId,
    mayWrite: mayWriteDocument(person, facts(row)),
    sizeBytes: row.sizeBytes,
  };
}
