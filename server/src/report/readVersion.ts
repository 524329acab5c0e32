import type { HashedDocument } from '@ruam/shared/deciding/hashedContent.ts';
import { readHashedText } from '@ruam/shared/deciding/hashedText.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { hashContents, readDocuments } from '../deciding/contentHash.ts';
import { keptDocuments } from '../deciding/keptText.ts';
import { referencesOf } from '../evidence/uses.ts';
import type { ReadVersion } from './reportTask.ts';

/** Of all texts with their looks; a large cycle has one million. */
const maxCharacters = 64 * 1024 * 1024;

/**
 * Reads every committed text of a cycle, as they stand at the transaction's moment (`atOneMoment`).
 * @param read told how many are read, of how many
 */
export async function readCommitted(
  transaction: DatabaseTransaction,
  cycle: string,
  read: (count: number, all: number) => void,
): Promise<ReadVersion & { readonly documents: readonly HashedDocument[] }> {
  const documents: HashedDocument[] = [];
  const covered = await keptDocuments(transaction, cycle);
  for (const document of covered) {
    documents.push(...(await readDocuments(transaction, [document])));
    read(documents.length, covered.length);
  }
  const { hashed, contentHash } = hashContents(documents);
  if (hashed.length > maxCharacters)
    throw new AppError('tooLarge', 'the texts of this cycle are too much for one report', { maxCharacters });
  // What is told is what was hashed, letter by letter.
  return { hashed, contentHash, references: referencesOf(documents), documents: readHashedText(hashed) };
}

/** The texts of a version that is kept. Throws `notFound`. */
export async function readKept(
  database: Database,
  cycle: string,
  id: string,
): Promise<{ readonly contentHash: string; readonly at: number; readonly documents: readonly HashedDocument[] }> {
  const snapshot = await database
    .selectFrom('snapshot')
    .select(['contentHash', 'at', 'hashed'])
    .where('id', '=', id)
    .where('cycleId', '=', cycle)
    .executeTakeFirst();
  if (snapshot === undefined) throw new AppError('notFound', 'the version of this report is not kept');
  const { hashed, ...about } = snapshot;
  return { ...about, documents: readHashedText(hashed) };
}
