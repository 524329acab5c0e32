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
  if (known === undefined) return new AppError('textChanged', message, hashes);
  const all = await differ.diff(readHashedText(known.hashed), readHashedText(actual.hashed));
  const documents = all.filter(({ change }) => change !== 'same');
  return new AppError('textChanged', message, { ...hashes, changed: documents.map(({ id }) => id), documents });
}
