import { createHash, randomUUID } from 'node:crypto';
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia';
import type { Database, DatabaseTransaction } from '../database/database.ts';

/** How long a session lives without use; Lucia renews it past half of that. */
const sessionLifetime = new TimeSpan(14, 'd');

const cookieName = 'ruam_session';

/** How often the last use of a session is written. */
const seenEveryMs = 60_000;

/** Where somebody signs in, as the list of their sessions tells it. */
export interface SignInPlace {
  readonly address: string;
  /** As a person reads it, null when the browser says nothing. */
  readonly userAgent: string | null;
}

/** A session in the list of a person's; never with the id that the cookie holds, nor its hash. */
interface ListedSession {
  readonly publicId: string;
  readonly createdAt: number;
  readonly lastSeenAt: number | null;
  readonly userAgent: string | null;
  readonly address: string | null;
}

export interface ValidSession {
  readonly sessionId: string;
  readonly publicId: string;
  readonly personId: string;
  readonly expiresAt: Date;
  /** A new cookie to set because the session was just renewed, or null. */
  readonly renewedCookie: string | null;
}

/** Sign-in sessions. Lucia is known to this file only. */
export interface Sessions {
  /** Starts a session; `cookie` is the whole Set-Cookie value. */
  start(personId: string, place?: SignInPlace): Promise<{ sessionId: string; publicId: string; cookie: string }>;
  /** The session of a Cookie header, null when there is none or it has ended. */
  read(cookieHeader: string | undefined): Promise<ValidSession | null>;
  end(sessionId: string): Promise<void>;
  endAllOf(personId: string): Promise<void>;
  /** The person's sessions that have not ended, the newest first. */
  list(personId: string): Promise<ListedSession[]>;
  /** Ends one of the person's sessions; false when there is none. */
  endListed(personId: string, publicId: string): Promise<boolean>;
  /** Ends all sessions of the person but this one. */
  endOthers(personId: string, publicId: string): Promise<void>;
  readonly blankCookie: string;
}

/**
 * Ends a person's sessions together with what the transaction changes: none outlives the password or the right that it
 * was started with. What is open with them is to be looked at again after the commit.
 * @param kept the public id of the one that stays
 */
export async function endSessions(
  transaction: DatabaseTransaction,
  personId: string,
  kept: string | null = null,
): Promise<void> {
  await transaction
    .deleteFrom('session')
    .where('personId', '=', personId)
    .$if(kept !== null, (query) => query.where('publicId', '!=', kept ?? ''))
    .execute();
}

interface SessionFacts {
  publicId: string;
  lastSeenAt: number | null;
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionFacts, Record<never, never>>;
    DatabaseSessionAttributes: SessionFacts & { place?: SignInPlace };
  }
}

/** @param secure whether the cookie is for https only */
export function createSessions(database: Database, secure: boolean): Sessions {
  const lucia = new Lucia<SessionFacts, Record<never, never>>(adapter(database), {
    sessionExpiresIn: sessionLifetime,
    // The row decides how long a session lives; a cookie that ends earlier would sign out who is here every day.
    sessionCookie: { name: cookieName, expires: false, attributes: { secure, sameSite: 'lax', path: '/' } },
    getSessionAttributes: ({ publicId, lastSeenAt }) => ({ publicId, lastSeenAt }),
  });
  return {
    async start(personId, place) {
      const publicId = randomUUID();
      const facts = { publicId, lastSeenAt: null };
      const session = await lucia.createSession(personId, place === undefined ? facts : { ...facts, place });
      return { sessionId: session.id, publicId, cookie: lucia.createSessionCookie(session.id).serialize() };
    },
    async read(cookieHeader) {
      const id = sessionIdOf(cookieHeader);
      if (id === null) return null;
      const { session } = await lucia.validateSession(id);
      if (!session) return null;
      await markSeen(database, hashId(id), session.lastSeenAt);
      return {
        sessionId: session.id,
        publicId: session.publicId,
        personId: session.userId,
        expiresAt: session.expiresAt,
        renewedCookie: session.fresh ? lucia.createSessionCookie(session.id).serialize() : null,
      };
    },
    end: (sessionId) => lucia.invalidateSession(sessionId),
    endAllOf: (personId) => lucia.invalidateUserSessions(personId),
    list: (personId) =>
      database
        .selectFrom('session')
        .select(['publicId', 'createdAt', 'lastSeenAt', 'userAgent', 'address'])
        .where('personId', '=', personId)
        .where('expiresAt', '>', Date.now())
        .orderBy('createdAt', 'desc')
        .orderBy('publicId')
        .execute(),
    async endListed(personId, publicId) {
      const { numDeletedRows } = await database
        .deleteFrom('session')
        .where('personId', '=', personId)
        .where('publicId', '=', publicId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async endOthers(personId, publicId) {
      await database.deleteFrom('session').where('personId', '=', personId).where('publicId', '!=', publicId).execute();
    },
    blankCookie: lucia.createBlankSessionCookie().serialize(),
  };
}

/** Written at most once a minute, however much is asked. */
async function markSeen(database: Database, idHash: string, lastSeenAt: number | null): Promise<void> {
  const at = Date.now();
  if (lastSeenAt !== null && lastSeenAt > at - seenEveryMs) return;
  const marking = database.updateTable('session').set({ lastSeenAt: at }).where('idHash', '=', idHash).execute();
  // A store that takes no more (a full disk) can still be read, and only the list of sessions is poorer.
  await marking.catch(() => undefined);
}

/** Whether a Cookie header names a session; it need not be one. */
export function hasSessionCookie(cookieHeader: string | undefined): boolean {
  return sessionIdOf(cookieHeader) !== null;
}

/** Lucia's own reading throws on any cookie that is not percent-encoded well, also on another application's. */
function sessionIdOf(cookieHeader: string | undefined): string | null {
  return new RegExp(`(?:^|;)\\s*${cookieName}=([a-z0-9]+)\\s*(?:;|$)`).exec(cookieHeader ?? '')?.[1] ?? null;
}

/** Stores a hash of the session id, so that a copy of the database signs nobody in. Returns the id it was asked with. */
function adapter(database: Database): Adapter {
  const toSession = (row: SessionFacts & { personId: string; expiresAt: number }, id: string): DatabaseSession => ({
    id,
    userId: row.personId,
    expiresAt: new Date(row.expiresAt),
    attributes: { publicId: row.publicId, lastSeenAt: row.lastSeenAt },
  });
  return {
    async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
      const row = await database
        .selectFrom('session')
        .innerJoin('person', 'person.id', 'session.personId')
        .select(['session.publicId', 'session.personId', 'session.expiresAt', 'session.lastSeenAt'])
        .where('idHash', '=', hashId(id))
        .where('person.active', '=', 1)
        .executeTakeFirst();
      return row ? [toSession(row, id), { id: row.personId, attributes: {} }] : [null, null];
    },
    async getUserSessions(personId) {
      const rows = await database.selectFrom('session').selectAll().where('personId', '=', personId).execute();
      return rows.map((row) => toSession(row, row.idHash));
    },
    async setSession(session) {
      await database
        .insertInto('session')
        .values({
          idHash: hashId(session.id),
          publicId: session.attributes.publicId,
          personId: session.userId,
          expiresAt: session.expiresAt.getTime(),
          createdAt: Date.now(),
          userAgent: session.attributes.place?.userAgent ?? null,
          address: session.attributes.place?.address ?? null,
        })
        .execute();
    },
    async updateSessionExpiration(id, expiresAt) {
      await database
        .updateTable('session')
        .set({ expiresAt: expiresAt.getTime() })
        .where('idHash', '=', hashId(id))
        .execute();
    },
    async deleteSession(id) {
      await database.deleteFrom('session').where('idHash', '=', hashId(id)).execute();
    },
    async deleteUserSessions(personId) {
      await database.deleteFrom('session').where('personId', '=', personId).execute();
    },
    async deleteExpiredSessions() {
      await database.deleteFrom('session').where('expiresAt', '<=', Date.now()).execute();
    },
  };
}

function hashId(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('hex');
}
