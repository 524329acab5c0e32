import type { DatabaseTransaction } from '../database/database.ts';
import { sampleAccounts } from '../sample/accounts.ts';

/**
 * Seats the people of a new cycle: who made it becomes its secretariat, and who is secretariat or administrator in
 * another cycle of the agency is so in this one. The trial's role accounts hold the roles that they are named after.
 */
export async function seatPeople(
  transaction: DatabaseTransaction,
  cycle: { readonly id: string; readonly agencyId: string },
  personId: string | null,
): Promise<void> {
  const standing = await transaction
    .selectFrom('seat')
    .innerJoin('person', 'person.id', 'seat.personId')
    .innerJoin('cycle', 'cycle.id', 'seat.cycleId')
    .select(['seat.personId', 'seat.body', 'seat.role'])
    .distinct()
    .where('cycle.agencyId', '=', cycle.agencyId)
    .where('seat.role', 'in', ['secretariat', 'administrator'])
    .where('person.active', '=', 1)
    .execute();
  const accounts = await transaction
    .selectFrom('person')
    .select(['id', 'login'])
    .where('agencyId', '=', cycle.agencyId)
    .where('sample', '=', 1)
    .execute();
  const own = personId === null ? [] : [{ personId, body: 'secretariat', role: 'secretariat' as const }];
  const ofAccounts = accounts.flatMap(({ id, login }) =>
    sampleAccounts.filter((account) => account.login === login).map(({ body, role }) => ({ personId: id, body, role })),
  );
  const seats = [...own, ...standing, ...ofAccounts].map((seat) => ({ cycleId: cycle.id, ...seat }));
  if (seats.length === 0) return;
  await transaction
    .insertInto('seat')
    .values(seats)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
