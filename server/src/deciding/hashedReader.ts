import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Database } from '../database/database.ts';
import { coveredDocuments, type HashedText, readHashed } from './contentHash.ts';
import { checkLevel, type ItemKey, readItem } from './decidedItem.ts';

/** As `readHashed`, for those who only look. */
export type HashedReader = (item: ItemKey, level: Level | null) => Promise<HashedText>;

/** The newest that were asked for are kept in mind, of a few megabytes each at most. */
const maxKept = 32;

/**
 * Reads what an approval would hash once as long as nothing is written in it: to read a large text takes the loop, and
 * a meeting looks at the same one.
 */
export function createHashedReader(database: Database): HashedReader {
  const kept = new Map<string, { readonly version: string; readonly text: Promise<HashedText> }>();
  return async (item, level) => {
    checkLevel(await readItem(database, item), level);
    const key = JSON.stringify([item.cycle, item.code, level]);
    const version = await versionOf(database, item, level);
    const known = kept.get(key);
    if (known?.version === version) return known.text;
    // What is read is never older than its version says.
    const text = readHashed(database, item, level);
    kept.delete(key);
    kept.set(key, { version, text });
    text.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    return text;
  };
}

async function versionOf(database: Database, item: ItemKey, level: Level | null): Promise<string> {
  const ids = (await coveredDocuments(database, item, level)).map(({ id }) => id);
  if (ids.length === 0) return '';
  const rows = await database
    .selectFrom('document')
    .select(['id', 'generation', 'lastSequence'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  return JSON.stringify(rows);
}
