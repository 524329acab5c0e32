import type { CommentAnswer, ThreadAnswer, ThreadState } from '@ruam/shared/api/threads.ts';
import { mayResolveThread } from '@ruam/shared/policy/threads.ts';
import { maxComments, maxListedComments } from '@ruam/shared/threads/bounds.ts';
import type { Selectable } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { Person } from '../people/actor.ts';
import { mentionPattern, namesOf, readMentions } from './mentions.ts';
import type { OrphanFinder } from './orphans.ts';

interface Dependencies {
  readonly database: Database;
  readonly orphans: OrphanFinder;
}

/** Which threads; what is left out does not matter. */
interface Wanted {
  readonly cycle: string;
  readonly thread?: string | undefined;
  readonly document?: string | undefined;
  readonly item?: string | undefined;
  readonly state?: ThreadState | undefined;
  /** Only those that the person opened, commented, or is named in, alone or with a body. */
  readonly isMine?: boolean;
}

/** The newest threads of a cycle that are listed; a document has no more (`maxThreads`). */
const maxListed = 2_000;

/**
 * Threads as the person sees them, newest first. The person must be able to read the cycle. One thread (`thread`) has
 * all its comments, a list of them the first and the last 20 of each.
 */
export async function readThreads(
  { database, orphans }: Dependencies,
  person: Person,
  wanted: Wanted,
): Promise<ThreadAnswer[]> {
  const rows = await selectThreads(database, person, wanted);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const comments = await selectComments(database, ids, wanted.thread === undefined ? maxListedComments : maxComments);
  const mine = await concerning(database, person, wanted.cycle).where('comment.threadId', 'in', ids).execute();
  const follows = await database
    .selectFrom('threadFollow')
    .select('threadId')
    .where('personId', '=', person.id)
    .where('follows', '=', 1)
    .where('threadId', 'in', ids)
    .execute();
  const orphaned = await orphans.find(anchoredDocuments(rows));
  const people = new Set([...rows, ...comments].map(({ personId }) => personId));
  for (const { stateBy } of rows) if (stateBy !== null) people.add(stateBy);
  for (const { mentions } of comments)
    for (const { kind, id } of readMentions(mentions)) if (kind === 'person') people.add(id);
  const names = await namesOf(database, people);
  const followed = new Set(follows.map(({ threadId }) => threadId));
  const isMine = new Set(mine.map(({ threadId }) => threadId));
  const byThread = Map.groupBy(comments, ({ threadId }) => threadId);
  const personOf = (id: string) => ({ id, name: names.get(id) ?? '' });
  return rows.map((row) => ({
    id: row.id,
    cycle: row.cycleId,
    document: row.documentId,
    item: row.item,
    category: row.category,
    kind: row.kind,
    level: row.level,
    anchor: anchorOf(row),
    quote: row.quote,
    isOrphaned: orphaned.has(row.id),
    state: row.state,
    author: personOf(row.personId),
    at: row.at,
    stateBy: row.stateBy === null ? null : personOf(row.stateBy),
    stateAt: row.stateAt,
    following: followed.has(row.id),
    mayResolve: mayResolveThread(person, factsOf(row), row.personId),
    isMine: isMine.has(row.id),
    commentCount: Number(byThread.get(row.id)?.[0]?.total ?? 0),
    comments: (byThread.get(row.id) ?? []).map((comment) => answerOf(comment, names)),
  }));
}

function selectThreads(database: Database, person: Person, wanted: Wanted) {
  const { cycle, thread, document, item, state, isMine } = wanted;
  let query = database
    .selectFrom('thread')
    .innerJoin('document', 'document.id', 'thread.documentId')
    .leftJoin('item', (join) =>
      join.onRef('item.cycleId', '=', 'document.cycleId').onRef('item.code', '=', 'document.item'),
    )
    .select([
      'thread.id',
      'thread.cycleId',
      'thread.documentId',
      'thread.anchorStart',
      'thread.anchorEnd',
      'thread.quote',
      'thread.state',
      'thread.personId',
      'thread.at',
      'thread.stateBy',
      'thread.stateAt',
      'document.item',
      'document.kind',
      'document.level',
      'document.authorId',
      'document.state as documentState',
      'document.generation',
      'document.lastSequence',
      'document.updatedAt',
      'item.category',
    ])
    .where('thread.cycleId', '=', cycle);
  if (thread !== undefined) query = query.where('thread.id', '=', thread);
  if (document !== undefined) query = query.where('thread.documentId', '=', document);
  if (item !== undefined) query = query.where('document.item', '=', item);
  if (state !== undefined) query = query.where('thread.state', '=', state);
  if (isMine === true) query = query.where('thread.id', 'in', concerning(database, person, cycle));
  return query.orderBy('thread.at', 'desc').orderBy('thread.id').limit(maxListed).execute();
}

/** The threads of a cycle that the person opened, commented, or is named in, alone or with a body. */
function concerning(database: Database, person: Person, cycle: string) {
  const bodies = new Set(person.seats.filter((seat) => seat.cycle === cycle).map(({ body }) => body));
  const named = [
    { kind: 'person', id: person.id } as const,
    ...[...bodies].map((id) => ({ kind: 'body', id }) as const),
  ];
  return database
    .selectFrom('comment')
    .innerJoin('thread as concerned', 'concerned.id', 'comment.threadId')
    .select('comment.threadId')
    .distinct()
    .where('concerned.cycleId', '=', cycle)
    .where(({ eb, or }) =>
      or([
        eb('comment.personId', '=', person.id),
        ...named.map((mention) => eb('comment.mentions', 'like', mentionPattern(mention))),
      ]),
    );
}

/** The first and the `last` comments of each thread, oldest first, each with how many (`total`) its thread has. */
function selectComments(database: Database, threads: readonly string[], last: number) {
  return database
    .selectFrom((within) =>
      within
        .selectFrom('comment')
        .selectAll()
        .select(({ fn }) => [
          fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy('threadId').orderBy('at').orderBy('id'))
            .as('place'),
          fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy('threadId').orderBy('at', 'desc').orderBy('id', 'desc'))
            .as('fromEnd'),
          fn
            .countAll()
            .over((over) => over.partitionBy('threadId'))
            .as('total'),
        ])
        .where('threadId', 'in', threads)
        .as('counted'),
    )
    .selectAll()
    .where(({ eb, or }) => or([eb('place', '=', 1), eb('fromEnd', '<=', last)]))
    .orderBy('at')
    .orderBy('id')
    .execute();
}

type Row = Awaited<ReturnType<typeof selectThreads>>[number];

function anchorOf({ anchorStart, anchorEnd }: Pick<Row, 'anchorStart' | 'anchorEnd'>) {
  return anchorStart === null || anchorEnd === null ? null : { start: anchorStart, end: anchorEnd };
}

function anchoredDocuments(rows: readonly Row[]) {
  return [...Map.groupBy(rows, ({ documentId }) => documentId)].flatMap(([id, [first, ...rest]]) => {
    if (first === undefined) return [];
    const threads = [first, ...rest].flatMap((row) => {
      const anchor = anchorOf(row);
      return anchor === null ? [] : [{ id: row.id, anchor, quote: row.quote }];
    });
    const { generation, lastSequence, updatedAt } = first;
    return threads.length === 0 ? [] : [{ id, generation, lastSequence, updatedAt, threads }];
  });
}

function factsOf({ cycleId: cycle, kind, documentState: state, category, authorId }: Row) {
  return { cycle, kind, state, category, authorId, submitted: false };
}

function answerOf(comment: Selectable<Schema['comment']>, names: ReadonlyMap<string, string>): CommentAnswer {
  const { id, personId, text, at, editedAt } = comment;
  const mentions = readMentions(comment.mentions).map((mention) => ({
    ...mention,
    name: mention.kind === 'person' ? (names.get(mention.id) ?? '') : mention.id,
  }));
  return { id, author: { id: personId, name: names.get(personId) ?? '' }, text, mentions, at, editedAt };
}
