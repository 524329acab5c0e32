import {
  factsAsked,
  type TellingFacts,
  type ToldDocument,
  type ToldEntry,
} from '@ruam/shared/notifications/tellings.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import { inStatementSizes } from '../sync/statementSizes.ts';

/** What is read once for a batch of entries: who has a seat in the cycle, and which item is of which category. */
interface CycleFacts extends Pick<TellingFacts, 'people' | 'categories'> {
  /** The mail address of those who have one. */
  readonly addresses: ReadonlySet<string>;
}

/** Active people of the cycle's agency with a seat in it, and the categories of its items. */
export async function readCycleFacts(transaction: DatabaseTransaction, cycleId: string): Promise<CycleFacts> {
  const rows = await transaction
    .selectFrom('seat')
    .innerJoin('cycle', 'cycle.id', 'seat.cycleId')
    .innerJoin('person', (join) =>
      join.onRef('person.id', '=', 'seat.personId').onRef('person.agencyId', '=', 'cycle.agencyId'),
    )
    .select(['person.id', 'person.email', 'seat.body', 'seat.role'])
    .where('seat.cycleId', '=', cycleId)
    .where('person.active', '=', 1)
    .orderBy('person.id')
    .execute();
  const people = [...Map.groupBy(rows, ({ id }) => id)].map(([id, seats]) => ({ id, seats }));
  const items = await transaction
    .selectFrom('item')
    .select(['code', 'category'])
    .where('cycleId', '=', cycleId)
    .execute();
  return {
    people,
    categories: new Map(items.map(({ code, category }) => [code, category])),
    addresses: new Set(rows.filter(({ email }) => email !== null && email !== '').map(({ id }) => id)),
  };
}

/** All that says who is told of an entry of the cycle; null when nobody is. */
export async function readFacts(
  transaction: DatabaseTransaction,
  cycleId: string,
  ofCycle: CycleFacts,
  entry: ToldEntry,
): Promise<TellingFacts | null> {
  const asked = factsAsked(entry);
  if (asked === null) return null;
  const documents = new Map<string, ToldDocument>();
  for (const ids of inStatementSizes(asked.documents)) {
    const rows = await transaction
      .selectFrom('document')
      .select(['id', 'item', 'kind', 'level', 'authorId'])
      .where('cycleId', '=', cycleId)
      .where('id', 'in', ids)
      .execute();
    for (const { id, ...facts } of rows) documents.set(id, facts);
  }
  const followers =
    asked.thread === null
      ? []
      : await transaction
          .selectFrom('threadFollow')
          .select('personId')
          .where('threadId', '=', asked.thread)
          .where('follows', '=', 1)
          .execute();
  const { people, categories } = ofCycle;
  return { people, categories, documents, followers: followers.map(({ personId }) => personId) };
}
