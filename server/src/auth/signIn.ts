import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { agencyChain } from '../events/audit.ts';
import { loadPerson, type Person } from '../people/actor.ts';
import type { FailureAudit } from './failureAudit.ts';
import { hashPassword, verifyPassword } from './password.ts';
import type { SecondFactors } from './secondFactor.ts';
import type { Sessions, SignInPlace, ValidSession } from './sessions.ts';
import type { SignInLimit } from './signInLimit.ts';

interface Credentials {
  readonly login: string;
  readonly password: string;
  /** A time code or a recovery code, for who has a second factor. */
  readonly code?: string | undefined;
}

/** How somebody showed who they are. */
type SignInMethod = 'password' | 'secondFactor' | 'oidc' | 'invitation';

export interface SignIn {
  /**
   * Throws `badCredentials`, `tooManyAttempts`; and once the password is right `accountSuspended`, `secondFactorNeeded`, `badCode`. An
   * unknown login takes as long as a wrong password.
   */
  withPassword(credentials: Credentials, place: SignInPlace): Promise<{ person: Person; cookie: string }>;
  /** Starts a session for who has shown who they are; the whole Set-Cookie value. */
  start(person: Person, place: SignInPlace, method: SignInMethod): Promise<string>;
  /**
   * Whether the signed-in person knows their password, asked again before something weighty. Throws `badCredentials`,
   * `tooManyAttempts`.
   */
  demandPassword(person: Person, password: string, address: string): Promise<void>;
  /** Whether the code is the person's, under the same limit. Throws `badCode`, `tooManyAttempts`. */
  demandCode(person: Person, code: string, address: string): Promise<void>;
  /** Ends the session and every connection that it opened. */
  end(session: ValidSession): Promise<void>;
  readonly blankCookie: string;
}

interface Dependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly sessions: Sessions;
  readonly secondFactors: SecondFactors;
  readonly limit: SignInLimit;
  readonly failures: FailureAudit;
  /** Told when a session has ended, so that its sockets can be closed. */
  readonly ended: (sessionId: string) => void;
}

type Tried = { readonly person: Person; readonly method: SignInMethod } | { readonly person: null };

export function createSignIn(dependencies: Dependencies): SignIn {
  const { database, commands, sessions, secondFactors, limit, failures, ended } = dependencies;
  const nobodysHash = hashPassword('the hash that is compared when nobody has this login');

  async function personWithPassword(login: string, password: string): Promise<Person | null> {
    const row = await database
      .selectFrom('person')
      .select(['id', 'agencyId', 'passwordHash', 'active'])
      .where('login', '=', login)
      .executeTakeFirst();
    const fits = await verifyPassword(row?.passwordHash ?? (await nobodysHash), password);
    if (row && !fits) await noteFailure(row, 'password');
    if (!row || !fits) return null;
    // Only who knows the password is told.
    if (row.active === 0) throw new AppError('accountSuspended', 'this account is suspended');
    return loadPerson(database, row.id);
  }

  /** Nothing is noted of who does not exist: a password typed as a login would stay readable for ever. */
  async function noteFailure(person: Pick<Person, 'id' | 'agencyId'>, what: 'password' | 'code'): Promise<void> {
    const unwritten = failures.note(person.id);
    if (unwritten === null) return;
    await commands.run(null, ({ audit }) =>
      audit(agencyChain(person.agencyId), 'session.failed', { person: person.id, what, unwritten }),
    );
  }

  async function start(person: Person, place: SignInPlace, method: SignInMethod): Promise<string> {
    const { publicId, cookie } = await sessions.start(person.id, place);
    await commands.run(person.id, ({ audit }) =>
      audit(agencyChain(person.agencyId), 'session.started', { person: person.id, session: publicId, method }),
    );
    return cookie;
  }

  /** Null is a failed try, of which `failed` tells what was wrong. */
  async function attempt(
    { login, password, code }: Credentials,
    failed: (what: 'badCredentials' | 'badCode') => void,
  ): Promise<Tried | null> {
    failed('badCredentials');
    const person = await personWithPassword(login, password);
    if (person === null) return null;
    if ((await secondFactors.read(person.id)) === null) return { person, method: 'password' };
    // To be asked for the code is no failure: it is how everybody with a second factor begins.
    if (code === undefined) return { person: null };
    if (await secondFactors.accept(person, code)) return { person, method: 'secondFactor' };
    failed('badCode');
    await noteFailure(person, 'code');
    return null;
  }

  return {
    async withPassword(credentials, place) {
      let why: 'badCredentials' | 'badCode' = 'badCredentials';
      const tried = await limit.attempt(credentials.login, place.address, () =>
        attempt(credentials, (what) => {
          why = what;
        }),
      );
      if (tried === null) throw new AppError(why, 'the login, the password or the code is wrong');
      if (tried.person === null) throw new AppError('secondFactorNeeded', 'send the code of the second factor too');
      return { person: tried.person, cookie: await start(tried.person, place, tried.method) };
    },
    start,
    async demandPassword(person, password, address) {
      const known = await limit.attempt(person.login, address, () => personWithPassword(person.login, password));
      if (known === null) throw new AppError('badCredentials', 'this is not your password');
    },
    async demandCode(person, code, address) {
      const accepted = await limit.attempt(person.login, address, async () =>
        (await secondFactors.accept(person, code)) ? true : null,
      );
      if (accepted === null) throw new AppError('badCode', 'this code is wrong or was used before');
    },
    async end({ sessionId, publicId, personId }) {
      const person = await loadPerson(database, personId);
      await sessions.end(sessionId);
      ended(sessionId);
      if (person === null) return;
      await commands.run(personId, ({ audit }) =>
        audit(agencyChain(person.agencyId), 'session.ended', { person: personId, session: publicId }),
      );
    },
    blankCookie: sessions.blankCookie,
  };
}
