import { AppError } from '@ruam/shared/errors/errors.ts';
import { distinctMentions, type Mention } from '@ruam/shared/threads/mentions.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { writeMentions } from './mentions.ts';

/** The thread that the person's request with this key has opened, with its first words; null: none yet. */
export async function threadByKey(database: Database | DatabaseTransaction, personId: string, key: string | null) {
  if (key === null) return null;
  const made = await database
    .selectFrom('thread')
    .innerJoin('comment', 'comment.threadId', 'thread.id')
    .select(['thread.id', 'thread.documentId', 'thread.anchorStart', 'thread.anchorEnd'])
    .select(['comment.text', 'comment.mentions', 'comment.editedAt'])
    .where('thread.personId', '=', personId)
    .where('thread.requestKey', '=', key)
    .orderBy('comment.at')
    .orderBy('comment.id')
    .executeTakeFirst();
  return made ?? null;
}

/** The comment that the person's request with this key has added; null: none yet. */
export async function commentByKey(transaction: DatabaseTransaction, personId: string, key: string | null) {
  if (key === null) return null;
  const made = await transaction
    .selectFrom('comment')
    .select(['id', 'threadId', 'text', 'mentions', 'editedAt'])
    .where('personId', '=', personId)
    .where('requestKey', '=', key)
    .executeTakeFirst();
  return made ?? null;
}

interface MadeWords {
  readonly text: string;
  readonly mentions: string;
  readonly editedAt: number | null;
}

/**
 * Other words under the key of what was made would be lost. Words that were edited since are not compared: what was
 * sent is no longer known. Throws `keyUsed`.
 */
export function checkSameWords(
  made: MadeWords,
  { text, mentions }: { readonly text: string; readonly mentions: readonly Mention[] },
): void {
  if (made.editedAt !== null) return;
  if (made.text !== text || made.mentions !== writeMentions(distinctMentions(mentions))) throw keyUsed();
}

export function keyUsed(): AppError {
  return new AppError('keyUsed', 'other words were sent with this key before; read them, and edit them there');
}
