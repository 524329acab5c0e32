import { mayReadCycle, mayWriteDocument } from '@ruam/shared/policy/policy.ts';
import type { PresencePlace } from '@ruam/shared/sync/presenceFrames.ts';
import type { Database } from '../database/database.ts';
import { documentFacts } from '../document/readDocument.ts';
import { loadPerson } from '../people/actor.ts';

/** What a document is to a person who looks at it; null when it is none of the cycle, or not theirs to read. */
export async function placeOf(
  database: Database,
  personId: string,
  cycle: string,
  document: string,
): Promise<PresencePlace | null> {
  const [facts, person, row] = await Promise.all([
    documentFacts(database, document),
    loadPerson(database, personId),
    database.selectFrom('document').select('item').where('id', '=', document).executeTakeFirst(),
  ]);
  if (facts === null || person === null || row === undefined) return null;
  if (facts.cycle !== cycle || !mayReadCycle(person, cycle)) return null;
  const isDraft = facts.kind === 'advice' && !facts.submitted;
  // A lock is the document's own matter: its writers stay its writers.
  const mayWrite = mayWriteDocument(person, { ...facts, state: 'open' });
  return { document: isDraft ? null : document, item: row.item, mayWrite };
}
