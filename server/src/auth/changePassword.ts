import { AppError } from '@ruam/shared/errors/errors.ts';
import { passwordProblem } from '@ruam/shared/people/password.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { agencyChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { hashPassword } from './password.ts';
import { endSessions } from './sessions.ts';
import type { SignIn } from './signIn.ts';

interface Dependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly signIn: SignIn;
  readonly rightsChanged: (personId: string) => Promise<void>;
}

interface PasswordChange {
  readonly current: string;
  readonly next: string;
  readonly address: string;
  /** The public id of the session that stays. */
  readonly session: string;
}

/**
 * Sets the person's own new password; their other sessions and the links to set a password end. Throws `badCredentials`,
 * `tooManyAttempts`, `weakPassword`.
 */
export async function changePassword(
  { commands, signIn, rightsChanged }: Dependencies,
  person: Person,
  { current, next, address, session }: PasswordChange,
): Promise<void> {
  refuseWeak(next, person.login);
  await signIn.demandPassword(person, current, address);
  const passwordHash = await hashPassword(next);
  await commands.run(person.id, async ({ transaction, take, audit }) => {
    await take(agencyChain(person.agencyId));
    await transaction.updateTable('person').set({ passwordHash }).where('id', '=', person.id).execute();
    await transaction
      .deleteFrom('personToken')
      .where('kind', '=', 'passwordReset')
      .where('personId', '=', person.id)
      .where('usedAt', 'is', null)
      .execute();
    await endSessions(transaction, person.id, session);
    await audit(agencyChain(person.agencyId), 'person.passwordChanged', { person: person.id });
  });
  await rightsChanged(person.id);
}

/** Throws `weakPassword`. */
export function refuseWeak(password: string, login: string): void {
  const problem = passwordProblem(password, login);
  if (problem !== null) throw new AppError('weakPassword', `the password is refused: ${problem}`, { problem });
}
