import { readHashedText } from '@ruam/shared/deciding/hashedText.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Database } from '../database/database.ts';
import type { HashedText } from './contentHash.ts';
import type { ItemKey } from './decidedItem.ts';
import type { Differ } from './differ.ts';

/**
 * The refusal of a decision on a text that nobody has seen: with the difference, when what was expected is a version of
 * the item that is kept.
 */
export async function tellTextChanged(
  { database, differ }: { readonly database: Database; readonly differ: Differ },
  { cycle, code }: ItemKey,
  { expected, actual }: { readonly expected: string; readonly actual: HashedText },
): Promise<AppError> {
  const known = await database
    .selectFrom('snapshot')
    .select('hashed')
    .where('cycleId', '=', cycle)
    .where('itemCode', '=', code)
    .where('contentHash', '=', expected)
    .executeTakeFirst();
  const hashes = { expected, actual: actual.contentHash };
  const message = 'the text is another than the one that was shown';
  const all = known && (await differenceOf(differ, known.hashed, actual.hashed));
  if (!all) return new AppError('textChanged', message, hashes);
  const documents = all.filter(({ change }) => change !== 'same');
  return new AppError('textChanged', message, { ...hashes, changed: documents.map(({ id }) => id), documents });
}

/** Null when it could not be told: what was decided on must be known all the same. */
async function differenceOf(differ: Differ, before: string, after: string) {
  try {
    return await differ.diff(readHashedText(before), readHashedText(after));
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return null;
    throw error;
  }
}
