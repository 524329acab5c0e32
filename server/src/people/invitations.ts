import type { Invitation, invitationRequestSchema } from '@ruam/shared/api/people.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayChangeSeat } from '@ruam/shared/policy/people.ts';
import type { z } from 'zod';
import { refuseWeak } from '../auth/changePassword.ts';
import { hashPassword } from '../auth/password.ts';
import type { Work } from '../commands/commands.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { agencyChain, cycleChain } from '../events/audit.ts';
import { loadPerson, type Person } from './actor.ts';
import { checkSeats, giveSeat, type SeatDependencies, takePeople } from './seatCommands.ts';
import { findToken, hashToken, linkGone, newToken, offerOf, type PersonToken, takeToken } from './tokens.ts';

export interface InvitationDependencies extends SeatDependencies {
  readonly newId: () => string;
}

const dayMs = 86_400_000;
/** Open invitations of a cycle at the same time. */
const maxOpen = 500;

/**
 * Makes an invitation to a seat; its token is in the answer and nowhere else. Throws `forbidden` (a seat that the person
 * may not give), `invalid`.
 */
export async function invite(
  { commands, newId }: InvitationDependencies,
  actor: Person,
  cycle: string,
  { name, email, body, role, days }: z.output<typeof invitationRequestSchema>,
): Promise<{ id: string; token: string; expiresAt: number }> {
  const [id, token] = [newId(), newToken()];
  const expiresAt = await commands.run(actor.id, async (work) => {
    const { transaction, at, audit } = work;
    const acting = await takePeople(work, actor, cycle);
    if (!mayChangeSeat(acting, cycle, { person: null, role, isGiven: true })) {
      throw new AppError('forbidden', 'this seat is not yours to give');
    }
    await checkSeats(transaction, cycle, [{ body, role }]);
    const { count } = await transaction
      .selectFrom('personToken')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('cycleId', '=', cycle)
      .where('usedAt', 'is', null)
      .where('expiresAt', '>', at)
      .executeTakeFirstOrThrow();
    if (Number(count) >= maxOpen) throw new AppError('invalid', `a cycle has at most ${maxOpen} open invitations`);
    const offer = { name: name ?? null, email: email ?? null, body, role };
    await transaction
      .insertInto('personToken')
      .values({
        tokenHash: hashToken(token),
        id,
        kind: 'invitation',
        agencyId: actor.agencyId,
        cycleId: cycle,
        personId: null,
        content: JSON.stringify(offer),
        expiresAt: at + days * dayMs,
        createdBy: actor.id,
        createdAt: at,
        usedAt: null,
      })
      .execute();
    await audit(cycleChain(cycle), 'invitation.made', { cycle, invitation: id, body, role, days });
    return at + days * dayMs;
  });
  return { id, token, expiresAt };
}

/** Withdraws an invitation that was not used. Throws `forbidden`, `notFound`. */
export async function withdrawInvitation(
  { commands }: InvitationDependencies,
  actor: Person,
  { cycle, id }: { readonly cycle: string; readonly id: string },
): Promise<void> {
  await commands.run(actor.id, async (work) => {
    await takePeople(work, actor, cycle);
    const { numDeletedRows } = await work.transaction
      .deleteFrom('personToken')
      .where('id', '=', id)
      .where('kind', '=', 'invitation')
      .where('cycleId', '=', cycle)
      .where('usedAt', 'is', null)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw new AppError('notFound', 'there is no such invitation');
    await work.audit(cycleChain(cycle), 'invitation.withdrawn', { cycle, invitation: id });
  });
}

/** The invitations of a cycle that can still be used, newest first; never with a token. */
export async function listInvitations(database: Database, cycle: string, at: number): Promise<Invitation[]> {
  const rows = await database
    .selectFrom('personToken')
    .leftJoin('person', 'person.id', 'personToken.createdBy')
    .selectAll('personToken')
    .select('person.name as inviter')
    .where('personToken.cycleId', '=', cycle)
    .where('personToken.kind', '=', 'invitation')
    .where('personToken.usedAt', 'is', null)
    .where('personToken.expiresAt', '>', at)
    .orderBy('personToken.createdAt', 'desc')
    .orderBy('personToken.id')
    .execute();
  return rows.map((row) => {
    const { id, expiresAt, createdAt, inviter } = row;
    return { id, ...offerOf(row), expiresAt, createdAt, createdBy: inviter };
  });
}

/** What an invitation offers, null when it cannot be used. */
export async function readOffer(database: Database, token: string, at: number) {
  const invitation = await findToken(database, 'invitation', token, at);
  if (invitation?.cycleId == null || !(await isStillOffered(database, invitation))) return null;
  const cycle = await database
    .selectFrom('cycle')
    .innerJoin('agency', 'agency.id', 'cycle.agencyId')
    .select(['cycle.id', 'cycle.title', 'agency.name as agency'])
    .where('cycle.id', '=', invitation.cycleId)
    .executeTakeFirst();
  if (!cycle) return null;
  const { body, role, name } = offerOf(invitation);
  return { agency: cycle.agency, cycle: { id: cycle.id, title: cycle.title }, body, role, name };
}

/** Who takes an invitation: somebody signed in, or a newcomer. */
export type Taker =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'newcomer'; readonly login: string; readonly name: string; readonly password: string };

/**
 * Takes an invitation, once: the seat goes to the signed-in person, or to a new one who is made with it. Throws
 * `linkGone` (also when who invited may no longer give it), `forbidden` (another agency's; one's own), `loginTaken`, `weakPassword`.
 */
export async function takeInvitation(
  { database, commands, newId, rightsChanged }: InvitationDependencies,
  token: string,
  taker: Taker,
): Promise<{ person: string; cycle: string }> {
  if (taker.kind === 'newcomer') refuseWeak(taker.password, taker.login);
  // Known before the costly hash: who has no link makes the server compute nothing.
  if ((await findToken(database, 'invitation', token, Date.now())) === null) throw linkGone();
  const passwordHash = taker.kind === 'newcomer' ? await hashPassword(taker.password) : '';
  const person = taker.kind === 'person' ? taker.person.id : newId();
  const cycle = await commands.run(person, async (work) => {
    const invitation = await findToken(work.transaction, 'invitation', token, work.at);
    if (invitation?.cycleId == null) throw linkGone();
    await work.take(agencyChain(invitation.agencyId));
    await work.take(cycleChain(invitation.cycleId));
    if (!(await isStillOffered(work.transaction, invitation))) throw linkGone();
    await takeToken(work, invitation);
    if (taker.kind === 'person') refuseStranger(taker.person, invitation);
    else await addNewcomer(work, invitation, { id: person, ...taker, passwordHash });
    const { body, role } = offerOf(invitation);
    await giveSeat(work, { cycle: invitation.cycleId, person, seat: { body, role } });
    const subject = { cycle: invitation.cycleId, invitation: invitation.id, person };
    await work.audit(cycleChain(invitation.cycleId), 'invitation.taken', subject);
    return invitation.cycleId;
  });
  await rightsChanged(person);
  return { person, cycle };
}

/** Whether who invited may give the seat still: they may have lost their own since. */
async function isStillOffered(database: Database | DatabaseTransaction, invitation: PersonToken): Promise<boolean> {
  const { cycleId, createdBy } = invitation;
  const inviter = createdBy === null ? null : await loadPerson(database, createdBy);
  const { role } = offerOf(invitation);
  return inviter !== null && cycleId !== null && mayChangeSeat(inviter, cycleId, { person: null, role, isGiven: true });
}

function refuseStranger(person: Person, { agencyId, createdBy }: PersonToken): void {
  if (person.agencyId !== agencyId) throw new AppError('forbidden', 'this invitation is not to your agency');
  if (person.id === createdBy) throw new AppError('forbidden', 'nobody takes an invitation of their own');
}

async function addNewcomer(
  { transaction, at, audit }: Work,
  invitation: PersonToken,
  newcomer: { readonly id: string; readonly login: string; readonly name: string; readonly passwordHash: string },
): Promise<void> {
  const { id, login, name, passwordHash } = newcomer;
  const { agencyId } = invitation;
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('person')
    .values({
      id,
      agencyId,
      login,
      name,
      passwordHash,
      active: 1,
      sample: 0,
      createdAt: at,
      email: offerOf(invitation).email,
    })
    .onConflict((conflict) => conflict.column('login').doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw new AppError('loginTaken', 'somebody has this login');
  await audit(agencyChain(agencyId), 'person.added', { person: id, login, invitation: invitation.id });
}
