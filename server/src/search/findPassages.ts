import { maxFound, type SearchKind, type SearchQuestion } from '@ruam/shared/api/search.ts';
import { mayFindDocument } from '@ruam/shared/policy/search.ts';
import { foldText } from '@ruam/shared/search/fold.ts';
import { type Expression, type SqlBool, sql } from 'kysely';
import type { Database, DatabaseLocation } from '../database/database.ts';
import type { Person } from '../people/actor.ts';

/** Where is searched, and for what. */
export interface Wanted {
  /** Cycles that the person reads. */
  readonly cycles: readonly string[];
  readonly terms: readonly string[];
  readonly kind: SearchKind | undefined;
  readonly category: SearchQuestion['category'];
}

export type FoundPassage = Awaited<ReturnType<typeof read>>[number];

/** Kinds that are passages, with the documents and blocks that they are of. */
const passageKinds: ReadonlySet<SearchKind> = new Set(['text', 'recommendation', 'advice', 'comment']);

/**
 * Passages in which all terms occur, and, for more than one term, passages with some of them of documents in which all
 * occur; at most `maxFound` of each and one more, of the newest cycles and headings first.
 */
export async function findPassages(
  database: Database,
  store: DatabaseLocation['kind'],
  person: Person,
  wanted: Wanted,
): Promise<readonly FoundPassage[]> {
  const { terms, kind } = wanted;
  if (terms.length === 0 || wanted.cycles.length === 0 || (kind !== undefined && !passageKinds.has(kind))) return [];
  const within = terms.map((term) => hasTerm(store, term));
  const together = await select(database, person, wanted, sql.join(within, sql` and `));
  const apart =
    terms.length === 1 || together.length > maxFound
      ? []
      : await select(
          database,
          person,
          wanted,
          sql<SqlBool>`(${sql.join(within, sql` or `)}) and ${sql.join(
            within.map((has) => sql`passage."documentId" in (select passage."documentId" from passage where ${has})`),
            sql` and `,
          )}`,
        );
  const known = new Set(together.map(({ id }) => id));
  const documents = new Set(together.map(({ documentId }) => documentId));
  const more = onePerDocument(
    apart.filter(({ id, documentId }) => !known.has(id) && !documents.has(documentId)),
    terms,
  );
  return [...together, ...more].filter((row) => mayFindDocument(person, factsOf(row)));
}

/** Of each document the passage with the most of the terms. */
function onePerDocument(passages: readonly FoundPassage[], terms: readonly string[]): readonly FoundPassage[] {
  const countIn = ({ folded }: FoundPassage): number => terms.filter((term) => folded.includes(term)).length;
  const byDocument = Map.groupBy(passages, ({ documentId }) => documentId);
  return [...byDocument.values()].flatMap((some) => some.sort((a, b) => countIn(b) - countIn(a)).slice(0, 1));
}

/** From three letters on there is an index: SQLite's own table, PostgreSQL's for `like`. */
function hasTerm(store: DatabaseLocation['kind'], term: string): Expression<SqlBool> {
  const isIndexed = [...term].length >= 3;
  if (store === 'sqlite') {
    // FTS5 takes what stands in quotes as it is.
    const phrase = `"${term.replaceAll('"', '""')}"`;
    return isIndexed
      ? sql<SqlBool>`passage.id in (select rowid from "passageIndex" where "passageIndex" match ${phrase})`
      : sql<SqlBool>`instr(passage.folded, ${term}) > 0`;
  }
  const pattern = `%${term.replace(/[\\%_]/g, '\\$&')}%`;
  return isIndexed ? sql<SqlBool>`passage.folded like ${pattern}` : sql<SqlBool>`strpos(passage.folded, ${term}) > 0`;
}

/** The places alone are ordered: there may be as many as there are passages. */
async function select(
  database: Database,
  person: Person,
  { cycles, kind, category }: Wanted,
  found: Expression<unknown>,
) {
  let query = database
    .selectFrom('passage')
    .innerJoin('document', 'document.id', 'passage.documentId')
    .innerJoin('cycle', 'cycle.id', 'document.cycleId')
    .select('passage.id')
    .where(sql<SqlBool>`${found}`)
    .where('document.cycleId', 'in', cycles)
    .where(({ eb, or }) =>
      or([
        eb('document.kind', '!=', 'advice'),
        eb('document.submittedAt', 'is not', null),
        eb('document.authorId', '=', person.id),
      ]),
    );
  if (category !== undefined)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('item')
          .select('item.code')
          .whereRef('item.cycleId', '=', 'document.cycleId')
          .whereRef('item.code', '=', 'document.item')
          .where('item.category', '=', category),
      ),
    );
  if (kind === 'comment') query = query.where('passage.block', '=', 'comment');
  else if (kind === 'recommendation')
    query = query.where('passage.block', '=', 'recommendation').where('document.kind', '!=', 'advice');
  else if (kind === 'advice')
    query = query.where('document.kind', '=', 'advice').where('passage.commentId', 'is', null);
  else if (kind === 'text')
    query = query
      .where('passage.block', 'not in', ['comment', 'recommendation'])
      .where('document.kind', '!=', 'advice');
  const rows = await query
    .orderBy('cycle.fiscalYearBE', 'desc')
    .orderBy(sql`case when passage.block = 'heading' then 0 else 1 end`)
    .orderBy('document.updatedAt', 'desc')
    .orderBy('passage.id')
    .limit(maxFound + 1)
    .execute();
  return rows.length === 0
    ? []
    : read(
        database,
        rows.map(({ id }) => id),
      );
}

async function read(database: Database, ids: readonly number[]) {
  const rows = await database
    .selectFrom('passage')
    .innerJoin('document', 'document.id', 'passage.documentId')
    .innerJoin('cycle', 'cycle.id', 'document.cycleId')
    .leftJoin('item', (join) =>
      join.onRef('item.cycleId', '=', 'document.cycleId').onRef('item.code', '=', 'document.item'),
    )
    .leftJoin('comment', 'comment.id', 'passage.commentId')
    .leftJoin('person as writer', 'writer.id', 'comment.personId')
    .select(['passage.id', 'passage.documentId', 'passage.commentId', 'passage.number', 'passage.block'])
    .select(['passage.text', 'passage.ownLength'])
    .select(['document.cycleId as cycle', 'document.item', 'document.kind as documentKind', 'document.level'])
    .select(['document.authorId', 'document.submittedAt', 'document.updatedAt', 'item.category'])
    .select(['cycle.fiscalYearBE', 'cycle.round'])
    .select(['comment.threadId', 'comment.at as commentedAt', 'writer.name as writerName'])
    .where('passage.id', 'in', ids)
    // A comment of which only the passage is left was not in the backup.
    .where(({ eb, or }) => or([eb('passage.commentId', 'is', null), eb('comment.id', 'is not', null)]))
    .execute();
  return rows.map((row) => ({ ...row, folded: foldText(row.text) }));
}

function factsOf({ cycle, documentKind: kind, authorId, submittedAt }: FoundPassage) {
  return { cycle, kind, authorId, submitted: submittedAt !== null };
}
