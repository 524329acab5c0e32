import { recommendationOf } from '@ruam/shared/advice/recommendation.ts';
import type { noteAnswerRequestSchema } from '@ruam/shared/api/advice.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayAnswerNote } from '@ruam/shared/policy/advice.ts';
import type { z } from 'zod';
import type { Work } from '../commands/commands.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import { appendBehind } from '../document/appendBehind.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { readHeld } from '../sync/gate.ts';
import type { AdviceDependencies } from './commands.ts';
import { type Note, readNote, versionAfter } from './notes.ts';

type AnswerRequest = z.infer<typeof noteAnswerRequestSchema>;

/**
 * Answers a note, once. What is accepted becomes a recommendation of the item, in the same transaction as the answer:
 * there is never one without the other, and never two. A question is answered by the reason alone.
 * Throws `forbidden`, `notFound`, `invalid` (a reason is missing, a level for a dimension), and, with
 * nothing changed, `notSubmitted`, `alreadyAnswered`, `replaced`, `locked` (the recommendations), `tooLarge`.
 */
export async function answerNote(
  { database, commands, documentChanged, maxDocumentBytes }: AdviceDependencies,
  person: Person,
  documentId: string,
  request: AnswerRequest,
): Promise<void> {
  const asked = await readNote(database, person, documentId);
  const { cycle, item } = asked;
  if (!mayAnswerNote(person, cycle, asked.category))
    throw new AppError('forbidden', "notes are answered by the item's chair and secretary, and the secretariat");
  const written = await commands.run(person.id, async (work) => {
    const { transaction, at, take, audit } = work;
    await take(cycleChain(cycle));
    const note = await readNote(transaction, person, documentId);
    await checkAnswerable(transaction, note);
    const isRecommended = request.answer === 'accepted' && note.type !== 'question';
    if (!isRecommended && (request.reason ?? '') === '')
      throw new AppError('invalid', 'say why, or what the answer is');
    const recommendations = isRecommended ? await recommend(work, person, { note, request, maxDocumentBytes }) : null;
    const answer = {
      answer: request.answer,
      answerReason: request.reason === '' ? null : request.reason,
      answeredBy: person.id,
      answeredAt: at,
    };
    await transaction
      .insertInto('advice')
      .values({ ...imported, documentId, cycleId: cycle, itemCode: item, ...answer })
      .onConflict((conflict) => conflict.column('documentId').doUpdateSet(answer))
      .execute();
    const subject = { cycle, item, document: documentId, author: note.authorId, answer: request.answer };
    await audit(cycleChain(cycle), 'advice.answered', { ...subject, recommendations });
    return recommendations;
  });
  if (written !== null) await documentChanged(written);
}

/** What is known of a note that came with a report, beside its text. */
const imported = {
  type: null,
  severity: null,
  visitDate: null,
  passageDocumentId: null,
  passageQuote: null,
  previousId: null,
} as const;

async function checkAnswerable(transaction: DatabaseTransaction, note: Note): Promise<void> {
  if (note.submittedAt === null) throw new AppError('notSubmitted', 'a draft is not answered');
  if (note.answer !== null) throw new AppError('alreadyAnswered', 'this note has been answered');
  const next = await versionAfter(transaction, note.document);
  if (next?.isSubmitted) throw new AppError('replaced', 'answer the newer version', { document: next.document });
}

interface Recommended {
  readonly note: Note;
  readonly request: AnswerRequest;
  readonly maxDocumentBytes: number;
}

/** Writes the note behind the item's recommendations; gives their document. */
async function recommend(
  work: Work,
  person: Person,
  { note, request, maxDocumentBytes }: Recommended,
): Promise<string> {
  const { transaction } = work;
  const { targetLevel, targetFiscalYear, units } = request;
  await checkTarget(transaction, note, request);
  const content = await readHeld(transaction, note.document, readContent);
  if (content === null) throw new Error(`the text of note ${note.document} is gone`);
  const source = { author: note.authorName, visitDate: note.visitDate, content };
  const element = recommendationOf(source, { targetLevel, targetFiscalYear, units });
  const { id } = await transaction
    .selectFrom('document')
    .select('id')
    .where('cycleId', '=', note.cycle)
    .where('item', '=', note.item)
    .where('kind', '=', 'recommendations')
    .executeTakeFirstOrThrow();
  await appendBehind(work, { documentId: id, elements: [element], personId: person.id, maxDocumentBytes });
  return id;
}

/** Throws `invalid`. */
async function checkTarget(transaction: DatabaseTransaction, note: Note, request: AnswerRequest): Promise<void> {
  const item = await transaction
    .selectFrom('item')
    .select('kind')
    .where('cycleId', '=', note.cycle)
    .where('code', '=', note.item)
    .executeTakeFirstOrThrow();
  if (item.kind === 'dimension' && request.targetLevel !== null)
    throw new AppError('invalid', 'a dimension has no level');
}
