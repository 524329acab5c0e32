import type { ReportedThread } from '@ruam/shared/report/reportSource.ts';
import type { Database } from '../database/database.ts';

/** Of a report, those of its first texts, and of a text the oldest. */
const maxThreads = 2_000;
/** Of a thread, the oldest. */
const maxEntries = 200;

/** The threads on these documents of the cycle, in the order of the documents, then of their time. */
export async function readReportedThreads(
  database: Database,
  cycle: string,
  documents: readonly string[],
): Promise<ReportedThread[]> {
  const rank = new Map(documents.map((id, at) => [id, at]));
  const threads = await database
    .selectFrom('thread')
    .innerJoin('document', 'document.id', 'thread.documentId')
    .select(['thread.id', 'thread.documentId as document', 'thread.quote', 'thread.state'])
    .select(['document.item', 'document.kind', 'document.level'])
    .where('thread.cycleId', '=', cycle)
    .orderBy('thread.at')
    .orderBy('thread.id')
    .execute();
  const told = threads
    .filter(({ document }) => rank.has(document))
    .sort((a, b) => (rank.get(a.document) ?? 0) - (rank.get(b.document) ?? 0))
    .slice(0, maxThreads);
  const comments = await database
    .selectFrom('comment')
    .innerJoin('thread', 'thread.id', 'comment.threadId')
    .leftJoin('person', 'person.id', 'comment.personId')
    .select(['comment.threadId', 'comment.text', 'comment.at', 'person.name'])
    .where('thread.cycleId', '=', cycle)
    .orderBy('comment.at')
    .orderBy('comment.id')
    .execute();
  const byThread = Map.groupBy(comments, ({ threadId }) => threadId);
  return told.map(({ id, state, ...thread }) => ({
    ...thread,
    isResolved: state === 'resolved',
    entries: (byThread.get(id) ?? [])
      .slice(0, maxEntries)
      .map(({ name, at, text }) => ({ name: name ?? '', at, text })),
  }));
}
