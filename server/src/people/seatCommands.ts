import type { CyclePerson, CycleSeat } from '@ruam/shared/api/people.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayChangeSeat, maySeatPeople, neverEmptyRoles } from '@ruam/shared/policy/people.ts';
import { rolesOfBody } from '@ruam/shared/policy/roles.ts';
import type { Commands, Work } from '../commands/commands.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { agencyChain, cycleChain } from '../events/audit.ts';
import { loadPerson, type Person } from './actor.ts';
import { listPeople } from './readPeople.ts';

export interface SeatDependencies {
  readonly database: Database;
  readonly commands: Commands;
  /** A person may do more or less than before: what they have open is looked at again. */
  readonly rightsChanged: (personId: string) => Promise<void>;
}

/**
 * Replaces a person's seats in a cycle, at once, also in what they have open; answers the people of the cycle.
 * Throws `forbidden`, `notFound` (nobody of the agency), `invalid` (a role its body has not, a category the cycle has
 * not), `lastSeat`.
 */
export async function replaceSeats(
  { database, commands, rightsChanged }: SeatDependencies,
  actor: Person,
  { cycle, person, seats }: { readonly cycle: string; readonly person: string; readonly seats: readonly CycleSeat[] },
): Promise<CyclePerson[]> {
  await commands.run(actor.id, async (work) => {
    const acting = await takePeople(work, actor, cycle);
    await findPerson(work.transaction, actor.agencyId, person);
    const before = await work.transaction
      .selectFrom('seat')
      .select(['body', 'role'])
      .where('cycleId', '=', cycle)
      .where('personId', '=', person)
      .orderBy('body')
      .orderBy('role')
      .execute();
    const given = seats.filter((seat, index) => !has(before, seat) && !has(seats.slice(0, index), seat));
    const taken = before.filter((seat) => !has(seats, seat));
    await checkSeats(work.transaction, cycle, given);
    for (const { role } of given) demand(acting, cycle, { person, role, isGiven: true });
    for (const { role } of taken) demand(acting, cycle, { person, role, isGiven: false });
    for (const seat of taken) await takeSeat(work, { cycle, person, seat });
    for (const seat of given) await giveSeat(work, { cycle, person, seat });
    await refuseEmptyRoles(work.transaction, cycle, taken);
  });
  await rightsChanged(person);
  return listPeople(database, actor, cycle);
}

/** Puts a person in a seat that they do not have, with its audit entry; the caller has authorized it. */
export async function giveSeat(
  { transaction, audit }: Work,
  { cycle, person, seat }: { readonly cycle: string; readonly person: string; readonly seat: CycleSeat },
): Promise<void> {
  const { body, role } = seat;
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('seat')
    .values({ cycleId: cycle, personId: person, body, role })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 0n) await audit(cycleChain(cycle), 'seat.added', { cycle, person, body, role });
}

/**
 * Takes what orders all changes of who may do what, agency before cycle, and asks again who acts: another command may
 * have taken their right since the request began. Throws `forbidden`.
 */
export async function takePeople(work: Work, actor: Person, cycle: string): Promise<Person> {
  await work.take(agencyChain(actor.agencyId));
  await work.take(cycleChain(cycle));
  const acting = await loadPerson(work.transaction, actor.id);
  if (acting === null || !maySeatPeople(acting, cycle)) throw notYours();
  return acting;
}

/** Throws `invalid` for a role that its body has not, or a category that the cycle has not. */
export async function checkSeats(
  transaction: DatabaseTransaction,
  cycle: string,
  seats: readonly CycleSeat[],
): Promise<void> {
  const rows = await transaction
    .selectFrom('item')
    .select('category')
    .distinct()
    .where('cycleId', '=', cycle)
    .execute();
  const categories = new Set(rows.map(({ category }) => `category-${category}`));
  for (const { body, role } of seats) {
    if (!rolesOfBody(body).includes(role)) throw new AppError('invalid', `the body ${body} has no role ${role}`);
    if (body.startsWith('category-') && !categories.has(body)) throw new AppError('invalid', `there is no ${body}`);
  }
}

/** Somebody of the agency, active or not. Throws `notFound`. */
export async function findPerson(
  transaction: Database | DatabaseTransaction,
  agencyId: string,
  person: string,
): Promise<{ id: string; login: string; name: string; active: number }> {
  const row = await transaction
    .selectFrom('person')
    .select(['id', 'login', 'name', 'active'])
    .where('id', '=', person)
    .where('agencyId', '=', agencyId)
    .executeTakeFirst();
  if (!row) throw new AppError('notFound', 'there is no such person');
  return row;
}

function demand(acting: Person, cycle: string, change: Parameters<typeof mayChangeSeat>[2]): void {
  if (!mayChangeSeat(acting, cycle, change)) throw notYours();
}

function notYours(): AppError {
  return new AppError('forbidden', 'this seat is not yours to give or take');
}

async function takeSeat(
  { transaction, audit }: Work,
  { cycle, person, seat }: { readonly cycle: string; readonly person: string; readonly seat: CycleSeat },
): Promise<void> {
  await transaction
    .deleteFrom('seat')
    .where('cycleId', '=', cycle)
    .where('personId', '=', person)
    .where('body', '=', seat.body)
    .where('role', '=', seat.role)
    .execute();
  await audit(cycleChain(cycle), 'seat.removed', { cycle, person, ...seat });
}

async function refuseEmptyRoles(
  transaction: DatabaseTransaction,
  cycle: string,
  taken: readonly CycleSeat[],
): Promise<void> {
  for (const role of neverEmptyRoles.filter((one) => taken.some((seat) => seat.role === one))) {
    const left = await transaction
      .selectFrom('seat')
      .innerJoin('person', 'person.id', 'seat.personId')
      .select('person.id')
      .where('seat.cycleId', '=', cycle)
      .where('seat.role', '=', role)
      .where('person.active', '=', 1)
      .limit(1)
      .executeTakeFirst();
    if (!left) throw new AppError('lastSeat', `the cycle would have no ${role} left`, { role });
  }
}

function has(seats: readonly CycleSeat[], { body, role }: CycleSeat): boolean {
  return seats.some((seat) => seat.body === body && seat.role === role);
}
