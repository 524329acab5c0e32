import { createHash, randomUUID } from 'node:crypto';
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia';
import type { Database } from '../database/database.ts';

/** How long a session lives without use; Lucia renews it past half of that. */
const sessionLifetime = new TimeSpan(14, 'd');

const cookieName = 'ruam_session';

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
  start(personId: string): Promise<{ sessionId: string; cookie: string }>;
  /** The session of a Cookie header, null when there is none or it has ended. */
  read(cookieHeader: string | undefined): Promise<ValidSession | null>;
  end(sessionId: string): Promise<void>;
  endAllOf(personId: string): Promise<void>;
  readonly blankCookie: string;
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<{ publicId: string }, Record<never, never>>;
    DatabaseSessionAttributes: { publicId: string };
  }
}

/** @param secure whether the cookie is for https only */
export function createSessions(database: Database, secure: boolean): Sessions {
  const lucia = new Lucia<{ publicId: string }, Record<never, never>>(adapter(database), {
    sessionExpiresIn: sessionLifetime,
    // The row decides how long a session lives; a cookie that ends earlier would sign out who is here every day.
    sessionCookie: { name: cookieName, expires: false, attributes: { secure, sameSite: 'lax', path: '/' } },
    getSessionAttributes: ({ publicId }) => ({ publicId }),
  });
  return {
    async start(personId) {
      const session = await lucia.createSession(personId, { publicId: randomUUID() });
      return { sessionId: session.id, cookie: lucia.createSessionCookie(session.id).serialize() };
    },
    async read(cookieHeader) {
      const id = sessionIdOf(cookieHeader);
      if (id === null) return null;
      const { session } = await lucia.validateSession(id);
      if (!session) return null;
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
    blankCookie: lucia.createBlankSessionCookie().serialize(),
  };
}

/** Lucia's own reading throws on any cookie that is not percent-encoded well, also on another application's. */
function sessionIdOf(cookieHeader: string | undefined): string | null {
  return new RegExp(`(?:^|;)\\s*${cookieName}=([a-z0-9]+)\\s*(?:;|$)`).exec(cookieHeader ?? '')?.[1] ?? null;
}

/** Stores a hash of the session id, so that a copy of the database signs nobody in. Returns the id it was asked with. */
function adapter(database: Database): Adapter {
  const toSession = (row: { publicId: string; personId: string; expiresAt: number }, id: string): DatabaseSession => ({
    id,
    userId: row.personId,
    expiresAt: new Date(row.expiresAt),
    attributes: { publicId: row.publicId },
  });
  return {
    async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
      const row = await database
        .selectFrom('session')
        .innerJoin('person', 'person.id', 'session.personId')
        .select(['session.publicId', 'session.personId', 'session.expiresAt'])
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
