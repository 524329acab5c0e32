import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { addAgency, addPerson } from '../testing/people.ts';
import { createSessions, type Sessions } from './sessions.ts';

const dayMs = 86_400_000;

describe.each(testStores)('sessions on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let database: Database;
  let sessions: Sessions;
  let agency: string;
  beforeAll(async () => {
    database = await openTestDatabase(await locate(atEnd), atEnd);
    sessions = createSessions(database, false);
    agency = await addAgency(database, 'กรมตัวอย่าง');
  });

  /** A person with a session, and the Cookie header that names it. */
  async function signedIn(login: string) {
    const personId = await addPerson(database, agency, login);
    const { sessionId, cookie } = await sessions.start(personId);
    return { personId, sessionId, header: cookie.split(';')[0] };
  }

  const setExpiry = (personId: string, expiresAt: number) =>
    database.updateTable('session').set({ expiresAt }).where('personId', '=', personId).execute();

  it('the cookie is HttpOnly, for the whole site, and Secure when it is for https', async () => {
    const personId = await addPerson(database, agency, 'cookie');
    const { cookie } = await sessions.start(personId);
    expect(cookie).toMatch(/^ruam_session=[a-z0-9]{40}; /);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/Secure/);
    expect((await createSessions(database, true).start(personId)).cookie).toMatch(/; Secure/);
  });

  it('the database never holds what the cookie holds', async () => {
    const { personId, sessionId } = await signedIn('hashed');
    const row = await database
      .selectFrom('session')
      .selectAll()
      .where('personId', '=', personId)
      .executeTakeFirstOrThrow();
    expect(row.idHash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain(sessionId);
    expect(await sessions.read(`ruam_session=${row.idHash}`)).toBeNull();
    expect(await sessions.read(`ruam_session=${row.publicId}`)).toBeNull();
  });

  it('a session is read under the id it was asked with', async () => {
    const { personId, sessionId, header } = await signedIn('asked');
    for (const cookies of [`${header}`, `other=1; ${header}; more=2`, `foreign=%ff; ${header};=`, `x;${header}`])
      expect(await sessions.read(cookies)).toMatchObject({ sessionId, personId, renewedCookie: null });
  });

  it('past half of its life it is renewed under the same id, and stays signed in', async () => {
    const { personId, sessionId, header } = await signedIn('renewed');
    await setExpiry(personId, Date.now() + 2 * dayMs);
    const renewed = await sessions.read(header);
    expect(renewed?.sessionId).toBe(sessionId);
    expect(renewed?.renewedCookie).toContain(`${header};`);
    const again = await sessions.read(renewed?.renewedCookie?.split(';')[0]);
    expect(again).toMatchObject({ sessionId, personId, renewedCookie: null });
    const row = await database
      .selectFrom('session')
      .select('expiresAt')
      .where('personId', '=', personId)
      .executeTakeFirstOrThrow();
    expect(row.expiresAt).toBeGreaterThan(Date.now() + 13 * dayMs);
  });

  it('an expired session is none, and its row goes', async () => {
    const { personId, header } = await signedIn('expired');
    await setExpiry(personId, Date.now() - 1);
    expect(await sessions.read(header)).toBeNull();
    expect(await database.selectFrom('session').selectAll().where('personId', '=', personId).execute()).toEqual([]);
  });

  it('an inactive person has none', async () => {
    const { personId, header } = await signedIn('inactive');
    await database.updateTable('person').set({ active: 0 }).where('id', '=', personId).execute();
    expect(await sessions.read(header)).toBeNull();
  });

  it('one is ended, or all of a person; nobody else is touched', async () => {
    const one = await signedIn('ends one');
    const second = await sessions.start(one.personId);
    const third = await sessions.start(one.personId);
    const other = await signedIn('stays');
    await sessions.end(one.sessionId);
    expect(await sessions.read(one.header)).toBeNull();
    expect(await sessions.read(second.cookie.split(';')[0])).not.toBeNull();
    await sessions.endAllOf(one.personId);
    for (const { cookie } of [second, third]) expect(await sessions.read(cookie.split(';')[0])).toBeNull();
    expect(await sessions.read(other.header)).not.toBeNull();
  });

  it.each([undefined, '', 'ruam_session=', 'ruam_session=nobody', 'ruam_session=%00', 'ruam_session=%ff;=;;', 'x'])(
    'no session in the Cookie header %j',
    async (header) => {
      expect(await sessions.read(header)).toBeNull();
    },
  );
});
