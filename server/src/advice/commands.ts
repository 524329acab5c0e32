import { isQuotedFrom } from '@ruam/shared/advice/quoted.ts';
import { saysNothing } from '@ruam/shared/advice/recommendation.ts';
import type { newNoteSchema, noteRequestSchema } from '@ruam/shared/api/advice.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayAdvise, maySubmitNote } from '@ruam/shared/policy/advice.ts';
import type { z } from 'zod';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { holdDocuments, lockDocuments, readHeld } from '../sync/gate.ts';
import { insertNote, type Note, readNote, versionAfter } from './notes.ts';

export interface AdviceDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  /** What a document may weigh. */
  readonly maxDocumentBytes: number;
  /** The committed content of a document; null when there is none. */
  readonly contentOf: (documentId: string) => Promise<Content | null>;
  /** Lets those who have a document open know that it was locked or written by a command; resolves when they are told. */
  readonly documentChanged: (documentId: string) => Promise<void>;
}

type NewNoteRequest = z.infer<typeof newNoteSchema> & { readonly cycle: string };
type NoteRequest = z.infer<typeof noteRequestSchema>;

/** Begins a note: a draft, readable like everything of the cycle. Throws `forbidden`, `notFound`, `invalid` (the passage is of no document of the item), `textChanged` (its words do not stand there). */
export async function createNote(
  { database, commands, newId, contentOf }: AdviceDependencies,
  person: Person,
  { cycle, item, ...request }: NewNoteRequest,
): Promise<string> {
  if (!mayAdvise(person, cycle)) throw new AppError('forbidden', 'only advisors write notes');
  await checkItem(database, cycle, item);
  await checkPassage(database, cycle, item, request.passage);
  await checkQuote(contentOf, request.passage);
  return commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const documentId = newId();
    const row = { ...unanswered, documentId, cycleId: cycle, itemCode: item, ...columnsOf(request), previousId: null };
    await insertNote(transaction, { row, authorId: person.id, at, content: null });
    await audit(cycleChain(cycle), 'advice.created', { cycle, item, document: documentId, author: person.id });
    return documentId;
  });
}

/** Changes what stands beside the text of a draft. Throws `forbidden`, `notFound`, `locked` (submitted), `invalid`, `textChanged` (of another passage than before, as for a new note). */
export async function changeNote(
  { database, commands, contentOf }: AdviceDependencies,
  person: Person,
  documentId: string,
  request: NoteRequest,
): Promise<void> {
  const { cycle, item, ...before } = await ownNote(database, person, documentId);
  await checkPassage(database, cycle, item, request.passage);
  const { passage } = request;
  const isKept = passage?.document === before.passageDocumentId && passage?.quote === before.passageQuote;
  if (!isKept) await checkQuote(contentOf, passage);
  await commands.run(person.id, async ({ transaction, take, audit }) => {
    await take(cycleChain(cycle));
    const note = await readNote(transaction, person, documentId);
    if (note.submittedAt !== null) throw new AppError('locked', 'a submitted note is frozen; make a new version');
    await transaction.updateTable('advice').set(columnsOf(request)).where('documentId', '=', documentId).execute();
    await audit(cycleChain(cycle), 'advice.changed', { cycle, item, document: documentId, author: person.id });
  });
}

/**
 * Submits a note: its text is what was committed before, and nothing comes behind it. Submitting again changes nothing.
 * Throws `forbidden`, `notFound`, `noText`.
 */
export async function submitNote(
  { database, commands, documentChanged }: AdviceDependencies,
  person: Person,
  documentId: string,
): Promise<void> {
  const { cycle, item } = await ownNote(database, person, documentId);
  await commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const { submittedAt, previousId } = await readNote(transaction, person, documentId);
    if (submittedAt !== null) return;
    await holdDocuments(transaction, [documentId]);
    const content = await readHeld(transaction, documentId, readContent);
    if (content === null || saysNothing(content)) throw new AppError('noText', 'an empty note says nothing');
    await transaction.updateTable('document').set({ submittedAt: at }).where('id', '=', documentId).execute();
    await lockDocuments(transaction, [documentId]);
    const subject = { cycle, item, document: documentId, author: person.id, previous: previousId };
    await audit(cycleChain(cycle), 'advice.submitted', subject);
  });
  await documentChanged(documentId);
}

/**
 * Begins a new version of a submitted note with its text; both stay. A note has one version after it.
 * Throws `forbidden`, `notFound`, `notSubmitted`, `replaced` (details: the version that there is).
 */
export async function beginVersion(
  { database, commands, newId }: AdviceDependencies,
  person: Person,
  documentId: string,
): Promise<string> {
  const { cycle, item } = await ownNote(database, person, documentId);
  return commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const note = await readNote(transaction, person, documentId);
    if (note.submittedAt === null) throw new AppError('notSubmitted', 'a draft is changed as it is');
    const next = await versionAfter(transaction, documentId);
    if (next) throw new AppError('replaced', 'this note has a newer version', { document: next.document });
    const content = await readHeld(transaction, documentId, readContent);
    const id = newId();
    const { type, severity, visitDate, passageDocumentId, passageQuote } = note;
    const known = { type, severity, visitDate, passageDocumentId, passageQuote };
    const row = { ...unanswered, documentId: id, cycleId: cycle, itemCode: item, ...known, previousId: documentId };
    await insertNote(transaction, { row, authorId: person.id, at, content });
    const subject = { cycle, item, document: id, author: person.id, previous: documentId };
    await audit(cycleChain(cycle), 'advice.versioned', subject);
    return id;
  });
}

const unanswered = { answer: null, answerReason: null, answeredBy: null, answeredAt: null } as const;

function columnsOf({ type, severity, visitDate, passage }: NoteRequest) {
  return {
    type,
    severity,
    visitDate,
    passageDocumentId: passage?.document ?? null,
    passageQuote: passage?.quote ?? null,
  };
}

async function ownNote(database: Database, person: Person, documentId: string): Promise<Note> {
  const note = await readNote(database, person, documentId);
  if (!maySubmitNote(person, note)) throw new AppError('forbidden', 'a note is its author’s, an advisor of the cycle');
  return note;
}

/** Throws `notFound`. */
async function checkItem(database: Database, cycle: string, code: string): Promise<void> {
  const item = await database
    .selectFrom('item')
    .select('code')
    .where('cycleId', '=', cycle)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!item) throw new AppError('notFound', `there is no item ${code} in this cycle`);
}

/** A passage is of one of the item's documents, and of no other note. Throws `invalid`. */
async function checkPassage(
  database: Database,
  cycle: string,
  item: string,
  passage: NoteRequest['passage'],
): Promise<void> {
  if (passage === null) return;
  const document = await database
    .selectFrom('document')
    .select('id')
    .where('id', '=', passage.document)
    .where('cycleId', '=', cycle)
    .where('item', '=', item)
    .where('kind', '!=', 'advice')
    .executeTakeFirst();
  if (!document) throw new AppError('invalid', 'the passage is of no document of this item');
}

/** The words of a passage are the document's own, not only what somebody says of it. Throws `textChanged`. */
async function checkQuote(contentOf: AdviceDependencies['contentOf'], passage: NoteRequest['passage']): Promise<void> {
  if (passage === null) return;
  const content = await contentOf(passage.document);
  if (content === null || !isQuotedFrom(content, passage.quote))
    throw new AppError('textChanged', 'these words do not stand in the text');
}
