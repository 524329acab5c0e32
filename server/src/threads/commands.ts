import { createHash } from 'node:crypto';
import type { Anchor, ThreadState } from '@ruam/shared/api/threads.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayReadCycle } from '@ruam/shared/policy/policy.ts';
import { mayComment, mayEditComment, mayResolveThread } from '@ruam/shared/policy/threads.ts';
import { maxComments, maxThreads } from '@ruam/shared/threads/bounds.ts';
import { distinctMentions, type Mention, mentionKey } from '@ruam/shared/threads/mentions.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { documentFacts, readDocument } from '../document/readDocument.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import type { ThreadDependencies } from './dependencies.ts';
import { checkMentions, readMentions, writeMentions } from './mentions.ts';
import { quoteAt } from './passage.ts';
import { checkSameWords, commentByKey, keyUsed, threadByKey } from './requestKeys.ts';

interface CommentRequest {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** `key` is the client's own name of the request: sent twice, it is done once. */
interface NewCommentRequest extends CommentRequest {
  readonly key: string | null;
}

/** What was made, or (`isNew` false) had been made by the same request before. */
export interface Made {
  readonly id: string;
  readonly isNew: boolean;
}

/**
 * Opens a thread on a passage, or (anchor null) on the whole document, whatever the document's state. The quote is read
 * from the committed text. Throws `notFound`, `forbidden`, `invalid`, `notCommitted`, `textChanged`, `keyUsed` (the same
 * request has opened one with other words), `tooLarge` (the document has its threads).
 */
export async function openThread(
  dependencies: ThreadDependencies,
  person: Person,
  request: NewCommentRequest & { readonly document: string; readonly anchor: Anchor | null },
): Promise<Made> {
  const { database, commands, newId } = dependencies;
  const { document: documentId, anchor, text, key } = request;
  const document = await readDocument(database, person, documentId);
  if (document === null) throw new AppError('notFound', 'there is no such document');
  const { cycle, item } = document;
  checkMayComment(person, cycle);
  const isMade = await threadByKey(database, person.id, key);
  const quote = anchor === null || isMade !== null ? null : await quoteAt(dependencies, documentId, anchor);
  return commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const made = await threadByKey(transaction, person.id, key);
    if (made !== null) {
      const { start, end } = anchor ?? { start: null, end: null };
      if (made.documentId !== documentId) throw new AppError('invalid', 'this key was used for something else');
      if (made.anchorStart !== start || made.anchorEnd !== end) throw keyUsed();
      checkSameWords(made, request);
      return { id: made.id, isNew: false };
    }
    await checkRoom(transaction, documentId);
    const mentions = await checkMentions(transaction, cycle, request.mentions);
    const [id, comment] = [newId(), newId()];
    await transaction
      .insertInto('thread')
      .values({
        id,
        cycleId: cycle,
        documentId,
        anchorStart: anchor?.start ?? null,
        anchorEnd: anchor?.end ?? null,
        quote,
        state: 'open',
        personId: person.id,
        at,
        stateBy: null,
        stateAt: null,
        requestKey: key,
      })
      .execute();
    const opening = { id: comment, threadId: id, personId: person.id, text, mentions, at };
    await insertComment(transaction, { ...opening, key: null });
    const subject = { cycle, document: documentId, item, thread: id, comment, mentions, textHash: hashOf(text) };
    await audit(cycleChain(cycle), 'thread.opened', subject);
    return { id, isNew: true };
  });
}

/** Adds a comment to a thread, open or resolved. Throws `notFound`, `forbidden`, `invalid`, `keyUsed`, `tooLarge`. */
export async function addComment(
  { database, commands, newId }: ThreadDependencies,
  person: Person,
  request: NewCommentRequest & { readonly thread: string },
): Promise<Made> {
  const { thread: threadId, text, key } = request;
  const { cycle, document, item } = await readableThread(database, person, threadId);
  checkMayComment(person, cycle);
  return commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const made = await commentByKey(transaction, person.id, key);
    if (made !== null) {
      if (made.threadId !== threadId) throw new AppError('invalid', 'this key was used for something else');
      checkSameWords(made, request);
      return { id: made.id, isNew: false };
    }
    const { count } = await transaction
      .selectFrom('comment')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('threadId', '=', threadId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= maxComments) throw new AppError('tooLarge', `a thread has at most ${maxComments} comments`);
    const mentions = await checkMentions(transaction, cycle, request.mentions);
    const id = newId();
    await insertComment(transaction, { id, threadId, personId: person.id, text, mentions, at, key });
    const subject = { cycle, document, item, thread: threadId, comment: id, mentions, textHash: hashOf(text) };
    await audit(cycleChain(cycle), 'comment.added', subject);
    return { id, isNew: true };
  });
}

/**
 * Changes the own comment; gives its thread. The audit entry names who is newly mentioned; who was named stays so, also
 * after having left the cycle. Throws as `addComment`.
 */
export async function editComment(
  { database, commands }: ThreadDependencies,
  person: Person,
  { comment: id, text, mentions: wanted }: CommentRequest & { readonly comment: string },
): Promise<{ readonly thread: string; readonly cycle: string }> {
  const row = await database
    .selectFrom('comment')
    .select(['threadId', 'personId'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new AppError('notFound', 'there is no such comment');
  const { threadId } = row;
  const { cycle, document, item } = await readableThread(database, person, threadId);
  if (!mayEditComment(person, cycle, row.personId))
    throw new AppError('forbidden', 'a comment is edited by who wrote it');
  await commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const before = await transaction
      .selectFrom('comment')
      .select(['text', 'mentions'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const known = new Set(readMentions(before.mentions).map(mentionKey));
    const mentions = distinctMentions(wanted);
    const isNew = (mention: Mention): boolean => !known.has(mentionKey(mention));
    const added = await checkMentions(transaction, cycle, mentions.filter(isNew));
    if (before.text === text && before.mentions === writeMentions(mentions)) return;
    await transaction
      .updateTable('comment')
      .set({ text, mentions: writeMentions(mentions), editedAt: at })
      .where('id', '=', id)
      .execute();
    await follow(transaction, threadId, added);
    const subject = { cycle, document, item, thread: threadId, comment: id, mentions: added, textHash: hashOf(text) };
    await audit(cycleChain(cycle), 'comment.edited', subject);
  });
  return { thread: threadId, cycle };
}

/** Resolves or reopens a thread; gives its cycle. Throws `notFound`, `forbidden`. */
export async function setThreadState(
  { database, commands }: ThreadDependencies,
  person: Person,
  { thread: id, state }: { readonly thread: string; readonly state: ThreadState },
): Promise<{ readonly cycle: string }> {
  const thread = await readableThread(database, person, id);
  const { cycle, document, item } = thread;
  const facts = await documentFacts(database, document);
  if (facts === null) throw new AppError('notFound', 'there is no such document');
  if (!mayResolveThread(person, facts, thread.personId))
    throw new AppError('forbidden', 'a thread is resolved by who opened it, who writes the text, or the secretariat');
  await commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const changed = await transaction
      .updateTable('thread')
      .set({ state, stateBy: person.id, stateAt: at })
      .where('id', '=', id)
      .where('state', '!=', state)
      .returning('id')
      .execute();
    if (changed.length === 0) return;
    const type = state === 'resolved' ? 'thread.resolved' : 'thread.reopened';
    await audit(cycleChain(cycle), type, { cycle, document, item, thread: id, mentions: [] });
  });
  return { cycle };
}

/** Follows a thread, or no longer; a setting of one's own, so without an audit entry. Throws `notFound`. */
export async function followThread(
  { database }: Pick<ThreadDependencies, 'database'>,
  person: Person,
  { thread: threadId, follows }: { readonly thread: string; readonly follows: boolean },
): Promise<{ readonly cycle: string }> {
  return database.transaction().execute(async (transaction) => {
    const { cycle } = await readableThread(transaction, person, threadId);
    await transaction
      .insertInto('threadFollow')
      .values({ threadId, personId: person.id, follows: Number(follows) })
      .onConflict((conflict) => conflict.columns(['threadId', 'personId']).doUpdateSet({ follows: Number(follows) }))
      .execute();
    return { cycle };
  });
}

/** Whoever may not read the cycle does not learn that the thread exists. */
async function readableThread(database: Database | DatabaseTransaction, person: Person, id: string) {
  const row = await database
    .selectFrom('thread')
    .innerJoin('document', 'document.id', 'thread.documentId')
    .select(['thread.cycleId as cycle', 'thread.documentId as document', 'thread.personId', 'document.item'])
    .where('thread.id', '=', id)
    .executeTakeFirst();
  if (!row || !mayReadCycle(person, row.cycle)) throw new AppError('notFound', 'there is no such thread');
  return row;
}

function checkMayComment(person: Person, cycle: string): void {
  if (!mayComment(person, cycle)) throw new AppError('forbidden', 'observers and administrators do not comment');
}

async function checkRoom(transaction: DatabaseTransaction, documentId: string): Promise<void> {
  const { count } = await transaction
    .selectFrom('thread')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('documentId', '=', documentId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= maxThreads) throw new AppError('tooLarge', `a document has at most ${maxThreads} threads`);
}

async function insertComment(
  transaction: DatabaseTransaction,
  comment: {
    readonly id: string;
    readonly threadId: string;
    readonly personId: string;
    readonly text: string;
    readonly mentions: readonly Mention[];
    readonly at: number;
    readonly key: string | null;
  },
): Promise<void> {
  const { mentions, key, ...rest } = comment;
  await transaction
    .insertInto('comment')
    .values({ ...rest, mentions: writeMentions(mentions), editedAt: null, requestKey: key })
    .execute();
  await follow(transaction, comment.threadId, [{ kind: 'person', id: comment.personId }, ...mentions]);
}

/** People who write or are named follow, unless they have stopped it themselves. */
async function follow(transaction: DatabaseTransaction, threadId: string, who: readonly Mention[]): Promise<void> {
  const people = new Set(who.filter(({ kind }) => kind === 'person').map(({ id }) => id));
  if (people.size === 0) return;
  await transaction
    .insertInto('threadFollow')
    .values([...people].map((personId) => ({ threadId, personId, follows: 1 })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
