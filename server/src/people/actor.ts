import type { Actor } from '@ruam/shared/policy/policy.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';

/** A signed-in person with every seat. */
export interface Person extends Actor {
  readonly login: string;
  readonly name: string;
  readonly agencyId: string;
}

/** Null when the person does not exist or is not active. */
export async function loadPerson(database: Database | DatabaseTransaction, personId: string): Promise<Person | null> {
  const row = await database
    .selectFrom('person')
    .select(['id', 'login', 'name', 'agencyId'])
    .where('id', '=', personId)
    .where('active', '=', 1)
    .executeTakeFirst();
  if (!row) return null;
  const seats = await database
    .selectFrom('seat')
    .innerJoin('cycle', 'cycle.id', 'seat.cycleId')
    .select(['seat.cycleId as cycle', 'seat.body', 'seat.role'])
    .where('personId', '=', personId)
    .where('cycle.agencyId', '=', row.agencyId)
    .orderBy('cycle.createdAt')
    .orderBy('seat.body')
    .orderBy('seat.role')
    .execute();
  return { ...row, seats };
}
