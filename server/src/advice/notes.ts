import { randomInt } from 'node:crypto';
import type { NoteAnswer } from '@ruam/shared/api/advice.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayReadCycle } from '@ruam/shared/policy/policy.ts';
import type { Insertable } from 'kysely';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { Person } from '../people/actor.ts';

/** What commands ask about a note. */
export type Note = Awaited<ReturnType<typeof readNote>>;

/** Throws `notFound`, also for who may not know that it exists. */
export async function readNote(database: Database | DatabaseTransaction, person: Person, documentId: string) {
  const row = await notesOf(database).where('document.id', '=', documentId).executeTakeFirst();
  if (!row || !mayReadCycle(person, row.cycle)) throw new AppError('notFound', 'there is no such advice note');
  return row;
}

/** The notes of a cycle in the order of the items, older ones first; drafts are among them, for everybody. */
export async function listNotes(database: Database, cycle: string): Promise<NoteAnswer[]> {
  const rows = await notesOf(database)
    .where('document.cycleId', '=', cycle)
    .orderBy('item.position')
    .orderBy('document.createdAt')
    .orderBy('document.id')
    .execute();
  const successors = new Map(
    rows.filter(({ submittedAt }) => submittedAt !== null).map(({ previousId, document }) => [previousId, document]),
  );
  const comments = await countComments(database, cycle);
  return rows.map((row) => ({
    document: row.document,
    item: row.item,
    type: row.type,
    severity: row.severity,
    visitDate: row.visitDate,
    passage:
      row.passageDocumentId === null || row.passageQuote === null
        ? null
        : { document: row.passageDocumentId, quote: row.passageQuote },
    author: somebody(row.authorId, row.authorName),
    submittedAt: row.submittedAt,
    previousId: row.previousId,
    replacedBy: successors.get(row.document) ?? null,
    comments: comments.get(row.document) ?? 0,
    answer: answerOf(row),
  }));
}

async function countComments(database: Database, cycle: string): Promise<ReadonlyMap<string, number>> {
  const rows = await database
    .selectFrom('comment')
    .innerJoin('thread', 'thread.id', 'comment.threadId')
    .innerJoin('document', 'document.id', 'thread.documentId')
    .where('thread.cycleId', '=', cycle)
    .where('document.kind', '=', 'advice')
    .groupBy('document.id')
    .select(({ fn }) => ['document.id', fn.countAll<number | string>().as('count')])
    .execute();
  return new Map(rows.map(({ id, count }) => [id, Number(count)]));
}

/** The version that was made of this one, null when there is none. */
export async function versionAfter(
  transaction: DatabaseTransaction,
  documentId: string,
): Promise<{ document: string; isSubmitted: boolean } | null> {
  const row = await transaction
    .selectFrom('advice')
    .innerJoin('document', 'document.id', 'advice.documentId')
    .select(['document.id', 'document.submittedAt'])
    .where('advice.previousId', '=', documentId)
    .executeTakeFirst();
  return row ? { document: row.id, isSubmitted: row.submittedAt !== null } : null;
}

/** A new note, and what it begins with (null: nothing). */
export interface NewNote {
  readonly row: Insertable<Schema['advice']>;
  readonly authorId: string;
  readonly at: number;
  readonly content: Content | null;
}

/** Makes the draft: its document, as those of a new cycle are made, and what is known beside the text. */
export async function insertNote(transaction: DatabaseTransaction, note: NewNote): Promise<void> {
  const { row, authorId, at, content } = note;
  // Under a client id of its own: nobody else may go on writing under it (docs/sync.md S7).
  const update = content === null ? null : contentAsUpdate(content, randomInt(1, 2 ** 32 - 1));
  await transaction
    .insertInto('document')
    .values({
      id: row.documentId,
      cycleId: row.cycleId,
      item: row.itemCode,
      meetingId: null,
      kind: 'advice',
      level: null,
      authorId,
      state: 'open',
      lockEpoch: 0,
      generation: 1,
      lastSequence: update ? 1 : 0,
      blobSequence: 0,
      sizeBytes: update?.length ?? 0,
      submittedAt: null,
      createdAt: at,
      updatedAt: at,
    })
    .execute();
  await transaction.insertInto('advice').values(row).execute();
  if (update === null) return;
  await transaction
    .insertInto('documentUpdate')
    .values({ documentId: row.documentId, sequence: 1, personId: authorId, at, content: update })
    .execute();
}

/** Every advice document, with what is known of it; one that came with a report has no row of its own. */
function notesOf(database: Database | DatabaseTransaction) {
  return database
    .selectFrom('document')
    .innerJoin('item', (join) =>
      join.onRef('item.cycleId', '=', 'document.cycleId').onRef('item.code', '=', 'document.item'),
    )
    .leftJoin('advice', 'advice.documentId', 'document.id')
    .leftJoin('person as author', 'author.id', 'document.authorId')
    .leftJoin('person as answerer', 'answerer.id', 'advice.answeredBy')
    .where('document.kind', '=', 'advice')
    .select([
      'document.id as document',
      'document.cycleId as cycle',
      'document.authorId',
      'document.submittedAt',
      'item.code as item',
      'item.category',
      'author.name as authorName',
      'advice.type',
      'advice.severity',
      'advice.visitDate',
      'advice.passageDocumentId',
      'advice.passageQuote',
      'advice.previousId',
      'advice.answer',
      'advice.answerReason',
      'advice.answeredBy',
      'advice.answeredAt',
      'answerer.name as answererName',
    ]);
}

function answerOf(row: Note): NoteAnswer['answer'] {
  const by = somebody(row.answeredBy, row.answererName);
  if (row.answer === null || by === null || row.answeredAt === null) return null;
  return { kind: row.answer, reason: row.answerReason, by, at: row.answeredAt };
}

function somebody(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null ? null : { id, name: name ?? '' };
}
