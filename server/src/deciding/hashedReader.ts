import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Database } from '../database/database.ts';
import { coveredDocuments, type HashedText } from './contentHash.ts';
import { checkLevel, type ItemKey, readItem } from './decidedItem.ts';
import type { TextReader } from './textReader.ts';

/**
 * What an approval of the item at `level` would hash now, from the store: what other nodes have committed counts.
 * Throws `notFound`, `invalid` (a process item without a level, a dimension with one), `unavailable`.
 */
export type HashedReader = (item: ItemKey, level: Level | null) => Promise<HashedText>;

export function createHashedReader(database: Database, texts: TextReader): HashedReader {
  return async (item, level) => {
    checkLevel(await readItem(database, item), level);
    return texts.textOf(database, await coveredDocuments(database, item, level));
  };
}
