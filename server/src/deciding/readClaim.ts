import type { StandingClaim } from '@ruam/shared/api/deciding.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { hashedContent } from '@ruam/shared/deciding/hashedContent.ts';
import { readHashedText } from '@ruam/shared/deciding/hashedText.ts';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { coveredDocuments, readDocuments } from './contentHash.ts';
import { type ItemKey, readItem } from './decidedItem.ts';
import { readItemAudit } from './itemAudit.ts';

const checksSchema = z.array(z.string());
const claimedSchema = z.object({ claim: z.string() });

/** The claim that stands, with what has changed since; null when none was made here. Throws `notFound`. */
export async function readClaim(database: Database, key: ItemKey): Promise<StandingClaim> {
  await readItem(database, key);
  const [newest] = await readItemAudit(database, key, ['item.claimed'], 1);
  const named = claimedSchema.safeParse(newest?.subject);
  if (!named.success) return null;
  const claim = await database
    .selectFrom('claim')
    .innerJoin('person', 'person.id', 'claim.personId')
    .leftJoin('snapshot', 'snapshot.id', 'claim.snapshotId')
    .select([
      'claim.id',
      'level',
      'statement',
      'unprovenChecks',
      'claim.personId as person',
      'person.name as personName',
    ])
    .select(['claim.at', 'snapshotId', 'contentHash', 'hashed'])
    .where('claim.id', '=', named.data.claim)
    .executeTakeFirst();
  if (!claim || claim.level === null) return null;
  const { hashed, level, ...told } = claim;
  const changedDocuments = hashed === null ? [] : await changedSince(database, key, level, hashed);
  const unprovenChecks = checksSchema.parse(JSON.parse(claim.unprovenChecks));
  return { ...told, level, unprovenChecks, changedSince: changedDocuments.length > 0, changedDocuments };
}

/** Documents that an approval would be about in another form than the one that was kept, or that one has and not the other. */
async function changedSince(database: Database, key: ItemKey, level: Level, hashed: string): Promise<string[]> {
  const now = await database
    .transaction()
    .execute(async (transaction) => readDocuments(transaction, await coveredDocuments(transaction, key, level)));
  const textOf = (documents: typeof now) =>
    new Map(documents.map((document) => [document.id, canonicalize(hashedContent([document]))]));
  const [before, after] = [textOf(readHashedText(hashed)), textOf(now)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id)).sort();
}
