import type { RescueAnswer } from '@ruam/shared/api/api.ts';
import { mayReadRescue } from '@ruam/shared/policy/policy.ts';
import { rescueText } from '@ruam/shared/sync/rescue.ts';
import type { Database } from '../database/database.ts';
import type { Person } from '../people/actor.ts';
import type { Rescue } from '../sync/rescues.ts';

interface Dependencies {
  readonly database: Database;
  /** The rescues of documents, oldest first. */
  readonly rescuesOf: (documentIds: readonly string[], isWanted: (id: string) => boolean) => Promise<readonly Rescue[]>;
}

/**
 * The rescues that a person may read, oldest first: of one document, or of all in the person's cycles. What the person
 * may not read is left out; so is what was put away, unless that is asked for, alone.
 */
export async function readRescues(
  { database, rescuesOf }: Dependencies,
  person: Person,
  documentId: string | null,
  isDiscarded: boolean,
): Promise<RescueAnswer[]> {
  const cycles = [...new Set(person.seats.map(({ cycle }) => cycle))];
  if (cycles.length === 0) return [];
  const rows = await database
    .selectFrom('rescue')
    .innerJoin('document', 'document.id', 'rescue.documentId')
    .innerJoin('person', 'person.id', 'rescue.personId')
    .leftJoin('person as remover', 'remover.id', 'rescue.discardedBy')
    .leftJoin('item', (join) =>
      join.onRef('item.cycleId', '=', 'document.cycleId').onRef('item.code', '=', 'document.item'),
    )
    .select([
      'rescue.id',
      'rescue.documentId',
      'rescue.personId',
      'person.name as personName',
      'document.cycleId as cycle',
      'document.item',
      'document.kind',
      'document.level',
      'item.category',
      'rescue.discardedAt',
      'remover.name as discardedByName',
    ])
    .where('rescue.discardedAt', isDiscarded ? 'is not' : 'is', null)
    .where('document.cycleId', 'in', cycles)
    .$if(documentId !== null, (query) => query.where('document.id', '=', documentId ?? ''))
    .execute();
  const readable = new Map(rows.filter((row) => mayReadRescue(person, row)).map((row) => [row.id, row]));
  const documents = new Set([...readable.values()].map((row) => row.documentId));
  const rescues = await rescuesOf([...documents], (id) => readable.has(id));
  return rescues.flatMap(({ id, documentId: document, personId, reason, at, passages }) => {
    const row = readable.get(id);
    if (row === undefined) return [];
    const { personName, cycle, item, kind, level, discardedAt, discardedByName } = row;
    const discarded = discardedAt === null ? {} : { discarded: { at: discardedAt, byName: discardedByName ?? '' } };
    const { added, removed } = passages;
    const text = rescueText(passages);
    const said = { id, document, person: personId, personName, reason, at, text, added, removed };
    return [{ ...said, cycle, item, kind, level, ...discarded }];
  });
}
