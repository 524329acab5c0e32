import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Database } from '../database/database.ts';
import { type CoveredDocument, coveredDocuments } from './contentHash.ts';
import type { ItemKey } from './decidedItem.ts';
import type { TextReader } from './textReader.ts';

/** Finds what has changed since a version of an item was kept. */
export interface ChangeFinder {
  /**
   * Ids of documents that an approval of the item at `level` would be about in another form than the version has them,
   * or that one has and not the other; sorted. A note of an advisor is none: it answers the claim, and changes nothing in it.
   */
  changedSince(snapshotId: string, key: ItemKey, level: Level): Promise<string[]>;
}

/** Hashes of the newest that were asked for are kept in mind: of documents as they stand, and of versions. */
const maxDocuments = 2_000;
const maxSnapshots = 500;

/** Hashes each document once as long as nothing is written in it: every change of the cycle makes everybody ask again. */
export function createChangeFinder(database: Database, texts: TextReader): ChangeFinder {
  const documents = new Map<string, { readonly version: string; readonly hash: string }>();
  const snapshots = new Map<string, ReadonlyMap<string, string>>();

  /** Null when the version is gone. */
  async function hashesOf(id: string): Promise<ReadonlyMap<string, string> | null> {
    const known = snapshots.get(id);
    if (known !== undefined) return known;
    const row = await database.selectFrom('snapshot').select('hashed').where('id', '=', id).executeTakeFirst();
    if (row === undefined) return null;
    const hashes = await texts.hashesIn(row.hashed);
    keep(snapshots, id, hashes, maxSnapshots);
    return hashes;
  }

  /** The hash of a document that had at least what `version` says: what is kept is never older than its name. */
  async function hashNow(document: CoveredDocument, version: string): Promise<string> {
    const known = documents.get(document.id);
    if (known?.version === version) return known.hash;
    const hash = await texts.hashOf(database, document);
    keep(documents, document.id, { version, hash }, maxDocuments);
    return hash;
  }

  return {
    async changedSince(snapshotId, key, level) {
      const before = await hashesOf(snapshotId);
      if (before === null) return [];
      const covered = await coveredDocuments(database, key, level);
      const versions = await versionsOf(database, covered);
      const after = new Map<string, string>();
      for (const document of covered) after.set(document.id, await hashNow(document, versions.get(document.id) ?? ''));
      const notes = new Set(covered.filter(({ kind }) => kind === 'advice').map(({ id }) => id));
      return [...new Set([...before.keys(), ...after.keys()])]
        .filter((id) => before.get(id) !== after.get(id) && !notes.has(id))
        .sort();
    },
  };
}

async function versionsOf(
  database: Database,
  documents: readonly CoveredDocument[],
): Promise<ReadonlyMap<string, string>> {
  const ids = documents.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await database
    .selectFrom('document')
    .select(['id', 'generation', 'lastSequence'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, generation, lastSequence }) => [id, `${generation} ${lastSequence}`]));
}

function keep<Value>(kept: Map<string, Value>, id: string, value: Value, max: number): void {
  kept.delete(id);
  kept.set(id, value);
  const [oldest] = kept.keys();
  if (kept.size > max && oldest !== undefined) kept.delete(oldest);
}
