import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { foldText, plainText } from '@ruam/shared/search/fold.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';

/** Keeps comments for search, after the commands that write them. */
export interface CommentIndex {
  /** Reads what was written before this start, or is another since a backup was restored. */
  start(): Promise<void>;
  /** New entries of this audit chain are committed. */
  published(chain: string): void;
  /** Resolves when everything that was published is read, or could not be. */
  whenIdle(): Promise<void>;
  close(): Promise<void>;
}

const batchSize = 20;
const chainOfCycles = cycleChain('');
const imported = 'cycle.imported';
const types = ['thread.opened', 'comment.added', 'comment.edited', imported];
/** An archive brings its comments with one entry. */
const subjectSchema = z.object({ comment: z.string().optional() });

export function createCommentIndex({
  database,
  failed,
}: {
  readonly database: Database;
  readonly failed: (error: unknown) => void;
}): CommentIndex {
  const waiting = new Set<string>();
  /** How far each chain has been read, by the number of its entries. */
  const cursors = new Map<string, number>();
  let isClosed = false;
  let reading: Promise<void> | null = null;

  function published(chain: string): void {
    if (isClosed || !chain.startsWith(chainOfCycles)) return;
    waiting.add(chain);
    reading ??= readAll().finally(() => {
      reading = null;
      for (const one of [...waiting]) published(one);
    });
  }

  async function readAll(): Promise<void> {
    for (const chain of waiting) {
      if (isClosed) return;
      waiting.delete(chain);
      // What could not be read is read with the chain's next entry, or at the next start.
      await readChain(chain).catch(failed);
    }
  }

  async function readChain(chain: string): Promise<void> {
    for (;;) {
      const entries = await database
        .selectFrom('audit')
        .select(['seq', 'type', 'subject'])
        .where('chain', '=', chain)
        .where('seq', '>', cursors.get(chain) ?? 0)
        .where('type', 'in', types)
        .orderBy('seq')
        .limit(batchSize)
        .execute();
      const last = entries.at(-1);
      if (last === undefined) return;
      const ids = entries.flatMap(({ subject }) => subjectSchema.parse(JSON.parse(subject)).comment ?? []);
      if (ids.length > 0) await keep(database, await selectComments(database).where('comment.id', 'in', ids).execute());
      if (entries.some(({ type }) => type === imported)) await keepMissing();
      cursors.set(chain, last.seq);
      await turnOfOthers();
    }
  }

  /** All that are not kept as they are. */
  async function keepMissing(): Promise<void> {
    for (;;) {
      const comments = await selectComments(database)
        .leftJoin('passage', 'passage.commentId', 'comment.id')
        .where(({ eb, or }) => or([eb('passage.id', 'is', null), eb('passage.version', '!=', versionOf)]))
        .limit(batchSize)
        .execute();
      await keep(database, comments);
      if (comments.length < batchSize) return;
      // SQLite's driver holds up the loop: between two batches others have their turn.
      await turnOfOthers();
    }
  }

  return {
    async start() {
      const chains = await database.selectFrom('auditChain').select(['id', 'seq']).execute();
      await keepMissing();
      for (const { id, seq } of chains) cursors.set(id, seq);
    },
    published,
    async whenIdle() {
      while (reading !== null) await reading;
    },
    async close() {
      isClosed = true;
      await reading;
    },
  };
}

const versionOf = sql<number>`coalesce("comment"."editedAt", "comment"."at")`;

function selectComments(database: Database) {
  return database
    .selectFrom('comment')
    .innerJoin('thread', 'thread.id', 'comment.threadId')
    .select(['comment.id', 'comment.text', 'thread.documentId', versionOf.as('writtenAt')]);
}

async function keep(
  database: Database,
  comments: readonly {
    readonly id: string;
    readonly text: string;
    readonly documentId: string;
    readonly writtenAt: number;
  }[],
): Promise<void> {
  if (comments.length === 0) return;
  const rows = comments.map(({ id: commentId, documentId, writtenAt: version, ...comment }) => {
    const text = plainText(comment.text);
    const place = { documentId, commentId, number: null, block: 'comment' };
    return { ...place, text, folded: foldText(text), ownLength: text.length, version };
  });
  await database
    .insertInto('passage')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('commentId').doUpdateSet(({ ref }) => ({
        text: ref('excluded.text'),
        folded: ref('excluded.folded'),
        ownLength: ref('excluded.ownLength'),
        version: ref('excluded.version'),
      })),
    )
    .execute();
}
