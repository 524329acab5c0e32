import type { Account } from '@ruam/shared/api/people.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayAdministerAgency } from '@ruam/shared/policy/people.ts';
import { refuseWeak } from '../auth/changePassword.ts';
import { hashPassword } from '../auth/password.ts';
import { endSessions } from '../auth/sessions.ts';
import type { Commands, Work } from '../commands/commands.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { agencyChain } from '../events/audit.ts';
import { loadPerson, type Person } from './actor.ts';
import { findPerson } from './seatCommands.ts';
import { findToken, forgetLinksOf, hashToken, linkGone, newToken, type PersonToken, takeToken } from './tokens.ts';

export interface AccountDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  /** A person may do more or less than before: what they have open is looked at again. */
  readonly rightsChanged: (personId: string) => Promise<void>;
}

const resetLifetimeMs = 86_400_000;

/** Everybody of the agency, by name, with their seats in the cycle. */
export async function listAccounts(database: Database, agencyId: string, cycle: string): Promise<Account[]> {
  const people = await database
    .selectFrom('person')
    .leftJoin('secondFactor', 'secondFactor.personId', 'person.id')
    .select(['person.id', 'name', 'login', 'email', 'active', 'secondFactor.confirmedAt'])
    .where('agencyId', '=', agencyId)
    .orderBy('name')
    .orderBy('person.id')
    .execute();
  const seats = await database
    .selectFrom('seat')
    .select(['personId', 'body', 'role'])
    .where('cycleId', '=', cycle)
    .orderBy('body')
    .orderBy('role')
    .execute();
  const seatsOf = Map.groupBy(seats, ({ personId }) => personId);
  return people.map(({ id, name, login, email, active, confirmedAt }) => ({
    id,
    name,
    login,
    email,
    isActive: active === 1,
    hasSecondFactor: confirmedAt !== null,
    seats: (seatsOf.get(id) ?? []).map(({ body, role }) => ({ body, role })),
  }));
}

/**
 * Keeps a person out, at once and everywhere, with the links that they gave out; or lets them in again. Throws
 * `forbidden` (not an administrator; oneself), `notFound`.
 */
export async function changeActive(
  { commands, rightsChanged }: AccountDependencies,
  actor: Person,
  person: string,
  isActive: boolean,
): Promise<void> {
  await commands.run(actor.id, async (work) => {
    await takeAgency(work, actor, person);
    await findPerson(work.transaction, actor.agencyId, person);
    await writeActive(work, { agencyId: actor.agencyId, person, isActive });
  });
  if (!isActive) await rightsChanged(person);
}

/**
 * Keeps a person out, with their sessions and the links that they gave out, or lets them in again; nothing when it is so
 * already. The caller has authorized it and taken the agency's chain.
 */
export async function writeActive(
  work: Work,
  { agencyId, person, isActive }: { readonly agencyId: string; readonly person: string; readonly isActive: boolean },
): Promise<void> {
  const { transaction, audit } = work;
  const active = isActive ? 1 : 0;
  const { numUpdatedRows } = await transaction
    .updateTable('person')
    .set({ active })
    .where('id', '=', person)
    .where('active', '!=', active)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  if (!isActive) {
    await forgetLinksOf(work, person);
    await endSessions(transaction, person);
  }
  await audit(agencyChain(agencyId), isActive ? 'person.activated' : 'person.deactivated', { person });
}

/** A link by which a person sets a new password; the ones before it no longer work. Throws `forbidden`, `notFound`. */
export async function makePasswordReset(
  { commands, newId }: AccountDependencies,
  actor: Person,
  person: string,
): Promise<{ token: string; expiresAt: number }> {
  const [id, token] = [newId(), newToken()];
  const expiresAt = await commands.run(actor.id, async (work) => {
    await takeAgency(work, actor, person);
    const { transaction, at, audit } = work;
    const { active } = await findPerson(transaction, actor.agencyId, person);
    if (active !== 1) throw new AppError('notFound', 'this person is not active');
    await forgetResets(work, person);
    await transaction
      .insertInto('personToken')
      .values({
        tokenHash: hashToken(token),
        id,
        kind: 'passwordReset',
        agencyId: actor.agencyId,
        cycleId: null,
        personId: person,
        content: '{}',
        expiresAt: at + resetLifetimeMs,
        createdBy: actor.id,
        createdAt: at,
        usedAt: null,
      })
      .execute();
    await audit(agencyChain(actor.agencyId), 'person.passwordResetMade', { person });
    return at + resetLifetimeMs;
  });
  return { token, expiresAt };
}

/** Whose password a link sets, null when it cannot be used. */
export async function readPasswordReset(
  database: Database,
  token: string,
  at: number,
): Promise<{ id: string; name: string; login: string } | null> {
  const link = await findToken(database, 'passwordReset', token, at);
  const isGiven = link !== null && (await isStillGiven(database, link));
  const person = !isGiven || link.personId === null ? null : await loadPerson(database, link.personId);
  return person === null ? null : { id: person.id, name: person.name, login: person.login };
}

/** Sets a password by a link, once, and ends every session of the person. Throws `linkGone`, `weakPassword`. */
export async function takePasswordReset(
  { database, commands, rightsChanged }: AccountDependencies,
  token: string,
  password: string,
): Promise<void> {
  const person = await readPasswordReset(database, token, Date.now());
  if (person === null) throw linkGone();
  refuseWeak(password, person.login);
  const passwordHash = await hashPassword(password);
  await commands.run(person.id, async (work) => {
    const link = await findToken(work.transaction, 'passwordReset', token, work.at);
    if (link === null) throw linkGone();
    await work.take(agencyChain(link.agencyId));
    if (!(await isStillGiven(work.transaction, link))) throw linkGone();
    await takeToken(work, link);
    await work.transaction.updateTable('person').set({ passwordHash }).where('id', '=', person.id).execute();
    await endSessions(work.transaction, person.id);
    await work.audit(agencyChain(link.agencyId), 'person.passwordReset', { person: person.id });
  });
  await rightsChanged(person.id);
}

/** Whether who made the link is an administrator still. */
async function isStillGiven(
  database: Database | DatabaseTransaction,
  { createdBy, agencyId }: PersonToken,
): Promise<boolean> {
  const maker = createdBy === null ? null : await loadPerson(database, createdBy);
  return maker !== null && maker.agencyId === agencyId && mayAdministerAgency(maker);
}

/** Takes a second factor whose device and recovery codes are lost. Throws `forbidden`, `notFound` (there is none). */
export async function removeSecondFactorOf(
  { commands, rightsChanged }: AccountDependencies,
  actor: Person,
  person: string,
): Promise<void> {
  await commands.run(actor.id, async (work) => {
    await takeAgency(work, actor, person);
    await findPerson(work.transaction, actor.agencyId, person);
    const { numDeletedRows } = await work.transaction
      .deleteFrom('secondFactor')
      .where('personId', '=', person)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw new AppError('notFound', 'this person has no second factor');
    await endSessions(work.transaction, person);
    await work.audit(agencyChain(actor.agencyId), 'secondFactor.removed', { person });
  });
  await rightsChanged(person);
}

/** Sets where letters to a person go. Throws `forbidden` (not an administrator), `notFound`. */
export async function changeEmail(
  { commands }: AccountDependencies,
  actor: Person,
  person: string,
  email: string | null,
): Promise<void> {
  await commands.run(actor.id, async (work) => {
    await takeAccounts(work, actor);
    await findPerson(work.transaction, actor.agencyId, person);
    await work.transaction.updateTable('person').set({ email }).where('id', '=', person).execute();
    await work.audit(agencyChain(actor.agencyId), 'person.emailChanged', { person });
  });
}

/** Unused links to set a person's password stop working. */
async function forgetResets({ transaction }: Work, person: string): Promise<void> {
  await transaction
    .deleteFrom('personToken')
    .where('kind', '=', 'passwordReset')
    .where('personId', '=', person)
    .where('usedAt', 'is', null)
    .execute();
}

/** For what nobody does to themselves. */
async function takeAgency(work: Work, actor: Person, person: string): Promise<void> {
  await takeAccounts(work, actor);
  if (person === actor.id) throw new AppError('forbidden', 'nobody does this to their own account');
}

/**
 * Takes what orders the changes of an agency's accounts, and asks again who acts: two administrators who shut each other
 * out do not both succeed.
 */
async function takeAccounts(work: Work, actor: Person): Promise<void> {
  await work.take(agencyChain(actor.agencyId));
  const acting = await loadPerson(work.transaction, actor.id);
  if (acting === null || !mayAdministerAgency(acting)) {
    throw new AppError('forbidden', "accounts are the agency's administrators'");
  }
}
