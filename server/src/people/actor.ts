import { signInPolicySchema } from '@ruam/shared/api/people.ts';
import type { Actor } from '@ruam/shared/policy/policy.ts';
import type { Role } from '@ruam/shared/policy/roles.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';

/** A signed-in person with every seat. */
export interface Person extends Actor {
  readonly login: string;
  readonly name: string;
  readonly agencyId: string;
  /** A role asks for a second factor that the person does not have: until it is set up, they may do nothing else. */
  readonly mustSetUpSecondFactor: boolean;
}

/** Null when the person does not exist or is not active. */
export async function loadPerson(database: Database | DatabaseTransaction, personId: string): Promise<Person | null> {
  const row = await database
    .selectFrom('person')
    .innerJoin('agency', 'agency.id', 'person.agencyId')
    .leftJoin('secondFactor', 'secondFactor.personId', 'person.id')
    .select(['person.id', 'login', 'person.name', 'agencyId', 'agency.signInPolicy', 'secondFactor.confirmedAt'])
    .where('person.id', '=', personId)
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
  const { id, login, name, agencyId } = row;
  const required = requiredRoles(row.signInPolicy);
  const mustSetUpSecondFactor = row.confirmedAt === null && seats.some(({ role }) => required.includes(role));
  return { id, login, name, agencyId, seats, mustSetUpSecondFactor };
}

/** The roles that need a second factor, of an agency's stored policy. */
export function requiredRoles(signInPolicy: string | null): readonly Role[] {
  return signInPolicy === null ? [] : signInPolicySchema.parse(JSON.parse(signInPolicy)).requireSecondFactor;
}
