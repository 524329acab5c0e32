import type { StandingClaim } from '@ruam/shared/api/deciding.ts';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import type { ChangeFinder } from './changeFinder.ts';
import { type ItemKey, readItem } from './decidedItem.ts';
import { readItemAudit } from './itemAudit.ts';

const checksSchema = z.array(z.string());
const claimedSchema = z.object({ claim: z.string() });

/** The claim that stands, with what has changed since; null when none was made here. Throws `notFound`. */
export async function readClaim(
  { database, changes }: { readonly database: Database; readonly changes: ChangeFinder },
  key: ItemKey,
): Promise<StandingClaim> {
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
    .select(['claim.at', 'snapshotId', 'contentHash'])
    .where('claim.id', '=', named.data.claim)
    .executeTakeFirst();
  if (!claim || claim.level === null) return null;
  const { level, ...told } = claim;
  const { snapshotId } = told;
  const changedDocuments = snapshotId === null ? [] : await changes.changedSince(snapshotId, key, level);
  const unprovenChecks = checksSchema.parse(JSON.parse(claim.unprovenChecks));
  return { ...told, level, unprovenChecks, changedSince: changedDocuments.length > 0, changedDocuments };
}
