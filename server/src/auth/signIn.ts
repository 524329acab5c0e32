import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Database } from '../database/database.ts';
import { loadPerson, type Person } from '../people/actor.ts';
import { hashPassword, verifyPassword } from './password.ts';
import type { Sessions } from './sessions.ts';
import type { SignInLimit } from './signInLimit.ts';

export interface SignIn {
  /** Throws `badCredentials` or `tooManyAttempts`; an unknown login takes as long as a wrong password. */
  withPassword(login: string, password: string, address: string): Promise<{ person: Person; cookie: string }>;
  /** Ends the session and every connection that it opened. */
  end(sessionId: string): Promise<void>;
  readonly blankCookie: string;
}

interface Dependencies {
  readonly database: Database;
  readonly sessions: Sessions;
  readonly limit: SignInLimit;
  /** Told when a session has ended, so that its sockets can be closed. */
  readonly ended: (sessionId: string) => void;
}

export function createSignIn({ database, sessions, limit, ended }: Dependencies): SignIn {
  const nobodysHash = hashPassword('the hash that is compared when nobody has this login');
  return {
    async withPassword(login, password, address) {
      const person = await limit.attempt(login, address, async () => {
        const row = await database
          .selectFrom('person')
          .select(['id', 'passwordHash'])
          .where('login', '=', login)
          .where('active', '=', 1)
          .executeTakeFirst();
        const fits = await verifyPassword(row?.passwordHash ?? (await nobodysHash), password);
        return row && fits ? loadPerson(database, row.id) : null;
      });
      if (person === null) throw new AppError('badCredentials', 'the login or the password is wrong');
      const { cookie } = await sessions.start(person.id);
      return { person, cookie };
    },
    async end(sessionId) {
      await sessions.end(sessionId);
      ended(sessionId);
    },
    blankCookie: sessions.blankCookie,
  };
}
