import { AppError } from '@ruam/shared/errors/errors.ts';
import { distinctMentions, type Mention, mentionSchema } from '@ruam/shared/threads/mentions.ts';
import { z } from 'zod';
import type { Database, DatabaseTransaction } from '../database/database.ts';

const storedSchema = z.array(mentionSchema);

/** As they are kept with a comment: JSON, each `{"kind":…,"id":…}` in this order (`mentionPattern` looks for it). */
export function writeMentions(mentions: readonly Mention[]): string {
  return JSON.stringify(mentions.map(({ kind, id }) => ({ kind, id })));
}

export function readMentions(stored: string): Mention[] {
  return storedSchema.parse(JSON.parse(stored));
}

/** Finds a person or body in what `writeMentions` wrote, for `like`; ids hold no wildcard. */
export function mentionPattern({ kind, id }: Mention): string {
  return `%${JSON.stringify({ kind, id })}%`;
}

/** Those named, once each. Throws `invalid` for who or what does not belong to the cycle. */
export async function checkMentions(
  transaction: DatabaseTransaction,
  cycle: string,
  mentions: readonly Mention[],
): Promise<Mention[]> {
  const distinct = distinctMentions(mentions);
  if (distinct.length === 0) return [];
  const seats = await transaction
    .selectFrom('seat')
    .innerJoin('person', 'person.id', 'seat.personId')
    .select(['seat.personId', 'seat.body'])
    .where('seat.cycleId', '=', cycle)
    .where('person.active', '=', 1)
    .execute();
  const units = await transaction.selectFrom('unit').select('name').where('cycleId', '=', cycle).execute();
  const known = {
    person: new Set(seats.map(({ personId }) => personId)),
    body: new Set(seats.map(({ body }) => body)),
    unit: new Set(units.map(({ name }) => name)),
  };
  const unknown = distinct.filter(({ kind, id }) => !known[kind].has(id));
  if (unknown.length > 0) throw new AppError('invalid', 'who is named does not belong to this cycle', { unknown });
  return distinct;
}

/** Names of people by id. */
export async function namesOf(database: Database, ids: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  if (ids.size === 0) return new Map();
  const people = await database
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(people.map(({ id, name }) => [id, name]));
}
