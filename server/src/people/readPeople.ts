import type { CyclePerson } from '@ruam/shared/api/people.ts';
import { maySeatPeople } from '@ruam/shared/policy/people.ts';
import type { Database } from '../database/database.ts';
import type { Person } from './actor.ts';

/** The active people with a seat in the cycle, by name; logins only for who may seat people. */
export async function listPeople(database: Database, reader: Person, cycle: string): Promise<CyclePerson[]> {
  const rows = await database
    .selectFrom('seat')
    .innerJoin('person', 'person.id', 'seat.personId')
    .select(['person.id', 'person.name', 'person.login', 'seat.body', 'seat.role'])
    .where('seat.cycleId', '=', cycle)
    .where('person.active', '=', 1)
    .where('person.agencyId', '=', reader.agencyId)
    .orderBy('person.name')
    .orderBy('person.id')
    .orderBy('seat.body')
    .orderBy('seat.role')
    .execute();
  const isTold = maySeatPeople(reader, cycle);
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((own) =>
    own.slice(0, 1).map(({ id, name, login }) => ({
      id,
      name,
      seats: own.map(({ body, role }) => ({ body, role })),
      ...(isTold ? { login } : {}),
    })),
  );
}
