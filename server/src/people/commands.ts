import { randomBytes } from 'node:crypto';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { bodySchema, roleSchema, rolesOfBody } from '@ruam/shared/policy/roles.ts';
import { hashPassword } from '../auth/password.ts';
import { endSessions } from '../auth/sessions.ts';
import type { Commands, Work } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { agencyChain, cycleChain } from '../events/audit.ts';
import { writeActive } from './accounts.ts';
import { checkSeats, giveSeat } from './seatCommands.ts';
import { forgetLinksOf } from './tokens.ts';

export interface UserDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  /** A person may do more or less than before: what they have open is looked at again. */
  readonly rightsChanged: (personId: string) => Promise<void>;
}

/** A seat as typed: all three or none. */
export interface SeatWords {
  readonly cycle?: string | undefined;
  readonly body?: string | undefined;
  readonly role?: string | undefined;
}

export interface NewUser extends SeatWords {
  readonly login: string;
  readonly name: string;
  /** Made when it does not exist; may be left out when there is just one. */
  readonly agency?: string | undefined;
}

/** Adds a person with a password made now, to be told once. Throws `invalid`. */
export async function addUser(
  dependencies: UserDependencies,
  user: NewUser,
): Promise<{ id: string; login: string; password: string }> {
  const password = randomBytes(12).toString('base64url');
  const passwordHash = await hashPassword(password);
  const id = dependencies.newId();
  await dependencies.commands.run(null, async (work) => {
    const { transaction, at } = work;
    const agencyId = await agencyOf(dependencies, work, user.agency);
    await work.take(agencyChain(agencyId));
    const { login, name } = user;
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('person')
      .values({ id, agencyId, login, name, passwordHash, active: 1, sample: 0, createdAt: at })
      .onConflict((conflict) => conflict.column('login').doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 0n) throw new AppError('invalid', `the login ${login} is taken`);
    await work.audit(agencyChain(agencyId), 'person.added', { person: id, login });
    if (hasSeat(user)) await addSeat(work, agencyId, id, user);
  });
  return { id, login: user.login, password };
}

/** Gives a person a seat in a cycle; at once, also in what they have open. Throws `invalid`, `notFound`. */
export async function seatUser(
  { commands, rightsChanged }: UserDependencies,
  login: string,
  seat: SeatWords,
): Promise<{ login: string }> {
  const id = await commands.run(null, async (work) => {
    const person = await takePerson(work, login);
    await addSeat(work, person.agencyId, person.id, seat);
    return person.id;
  });
  await rightsChanged(id);
  return { login };
}

/** Takes a person's seats in a cycle: all, those in a body, or one. Throws `invalid` (there is none), `notFound`. */
export async function unseatUser(
  { commands, rightsChanged }: UserDependencies,
  login: string,
  { cycle, body, role }: SeatWords,
): Promise<{ login: string }> {
  if (cycle === undefined) throw new AppError('invalid', 'name the cycle with --cycle');
  const only = roleSchema.optional().safeParse(role);
  if (!only.success) throw new AppError('invalid', `there is no role ${role}`);
  const id = await commands.run(null, async (work) => {
    const person = await takePerson(work, login);
    await work.take(cycleChain(cycle));
    const gone = await work.transaction
      .deleteFrom('seat')
      .where('cycleId', '=', cycle)
      .where('personId', '=', person.id)
      .$if(body !== undefined, (query) => query.where('body', '=', body ?? ''))
      .$if(only.data !== undefined, (query) => query.where('role', '=', only.data ?? 'observer'))
      .returning(['body', 'role'])
      .execute();
    if (gone.length === 0) throw new AppError('invalid', `${login} has no such seat`);
    for (const seat of gone) await work.audit(cycleChain(cycle), 'seat.removed', { cycle, person: person.id, ...seat });
    return person.id;
  });
  await rightsChanged(id);
  return { login };
}

/** Keeps a person out, at once and everywhere, or lets them in again. Throws `notFound`. */
export async function setActive(
  { commands, rightsChanged }: UserDependencies,
  login: string,
  isActive: boolean,
): Promise<{ login: string }> {
  const id = await commands.run(null, async (work) => {
    const { id: person, agencyId } = await takePerson(work, login);
    await writeActive(work, { agencyId, person, isActive });
    return person;
  });
  if (!isActive) await rightsChanged(id);
  return { login };
}

/**
 * Gives a person a new password, to be told once, takes their second factor, and ends their sessions: the way back in
 * for who has lost everything. Throws `notFound`.
 */
export async function resetPassword(
  dependencies: UserDependencies,
  login: string,
): Promise<{ login: string; password: string }> {
  const password = randomBytes(12).toString('base64url');
  const passwordHash = await hashPassword(password);
  const personId = await dependencies.commands.run(null, async (work) => {
    const { transaction, audit } = work;
    const person = await takePerson(work, login);
    await transaction.updateTable('person').set({ passwordHash }).where('id', '=', person.id).execute();
    await forgetLinksOf(work, person.id);
    await endSessions(transaction, person.id);
    const { numDeletedRows } = await transaction
      .deleteFrom('secondFactor')
      .where('personId', '=', person.id)
      .executeTakeFirst();
    if (numDeletedRows > 0n) await audit(agencyChain(person.agencyId), 'secondFactor.removed', { person: person.id });
    await audit(agencyChain(person.agencyId), 'person.passwordReset', { person: person.id });
    return person.id;
  });
  await dependencies.rightsChanged(personId);
  return { login, password };
}

async function agencyOf(
  { newId }: UserDependencies,
  { transaction, at }: Work,
  name: string | undefined,
): Promise<string> {
  const agencies = await transaction.selectFrom('agency').select(['id', 'name']).execute();
  const known = name === undefined ? agencies : agencies.filter((agency) => agency.name === name);
  if (known.length === 1 && known[0]) return known[0].id;
  if (name === undefined) throw new AppError('invalid', 'name the agency with --agency');
  const id = newId();
  await transaction.insertInto('agency').values({ id, name, createdAt: at }).execute();
  return id;
}

/** Finds a person, and takes what orders the changes of their agency's people. Throws `notFound`. */
async function takePerson(work: Work, login: string): Promise<{ id: string; agencyId: string }> {
  const person = await work.transaction
    .selectFrom('person')
    .select(['id', 'agencyId'])
    .where('login', '=', login)
    .executeTakeFirst();
  if (!person) throw new AppError('notFound', `nobody has the login ${login}`);
  await work.take(agencyChain(person.agencyId));
  return person;
}

function hasSeat({ cycle, body, role }: SeatWords): boolean {
  return cycle !== undefined || body !== undefined || role !== undefined;
}

/** The agency's chain is taken. Throws `invalid`. */
async function addSeat(work: Work, agencyId: string, person: string, words: SeatWords): Promise<void> {
  const { cycle, body, role } = words;
  const parsed = { body: bodySchema.safeParse(body), role: roleSchema.safeParse(role) };
  if (cycle === undefined || !parsed.body.success || !parsed.role.success) {
    throw new AppError('invalid', 'a seat needs --cycle, --body and --role, as docs/operations.md lists them');
  }
  const roles = rolesOfBody(parsed.body.data);
  if (!roles.includes(parsed.role.data)) throw new AppError('invalid', `the roles of ${body} are: ${roles.join(', ')}`);
  const { transaction } = work;
  const known = await transaction
    .selectFrom('cycle')
    .select('id')
    .where('id', '=', cycle)
    .where('agencyId', '=', agencyId)
    .executeTakeFirst();
  if (!known) throw new AppError('invalid', `the agency has no cycle ${cycle}`);
  await work.take(cycleChain(cycle));
  const seat = { body: parsed.body.data, role: parsed.role.data };
  await checkSeats(transaction, cycle, [seat]);
  await giveSeat(work, { cycle, person, seat });
}
