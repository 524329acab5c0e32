import { describe, expect, it, onTestFinished } from 'vitest';
import { createSessions } from '../auth/sessions.ts';
import { agencyChain, cycleChain, readAudit } from '../events/audit.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { addAgency, addPerson } from '../testing/people.ts';
import { addCycle } from '../testing/world.ts';
import { restoreBackup } from './restoreBackup.ts';
import { backupOf, everyByte, makeFullWorld, noFiles } from './testBackup.ts';

describe.each(testStores)('what a restore keeps and raises, on $name', ({ locate }) => {
  async function open() {
    const location = await locate(onTestFinished);
    const database = await openTestDatabase(location, onTestFinished);
    const world = await makeFullWorld(database);
    const restore = (path: string) => restoreBackup(database, location.kind, noFiles, path, 5_000);
    return { location, database, world, restore };
  }

  it('S14 generation and epoch of every document are above the backup’s and above those of now', async () => {
    const { location, database, restore } = await open();
    const [higher, lower, gone] = await database.selectFrom('document').select('id').limit(3).execute();
    const set = (id: string | undefined, generation: number, lockEpoch: number) =>
      database
        .updateTable('document')
        .set({ generation, lockEpoch })
        .where('id', '=', id ?? '')
        .execute();
    await set(lower?.id, 9, 2);
    await set(gone?.id, 4, 6);
    const path = await backupOf(location, onTestFinished);
    await set(higher?.id, 7, 30);
    await set(lower?.id, 3, 8);
    await database
      .deleteFrom('document')
      .where('id', '=', gone?.id ?? '')
      .execute();
    await restore(path);
    const rows = await database.selectFrom('document').select(['id', 'generation', 'lockEpoch']).execute();
    const gate = (id: string | undefined) => rows.find((row) => row.id === id);
    expect(gate(higher?.id)).toMatchObject({ generation: 8, lockEpoch: 31 });
    expect(gate(lower?.id)).toMatchObject({ generation: 10, lockEpoch: 9 });
    expect(gate(gone?.id)).toMatchObject({ generation: 5, lockEpoch: 7 });
    expect(rows.every(({ generation, lockEpoch }) => generation > 1 && lockEpoch > 0)).toBe(true);
  });

  it('G9 no projector stays; what was shown is as in the backup', async () => {
    const { location, database, restore } = await open();
    const path = await backupOf(location, onTestFinished);
    const meeting = await database.selectFrom('meeting').select('id').executeTakeFirstOrThrow();
    const paired = { meetingId: meeting.id, pairedAt: 1, pairedBy: 'somebody', revokedAt: null };
    await database
      .insertInto('projector')
      .values({ id: 'p', tokenHash: 't', codeHash: 'c', expiresAt: 9_000_000_000_000, ...paired })
      .execute();
    const before = await database.selectFrom('meetingStage').selectAll().execute();
    await database.updateTable('meetingStage').set({ revision: 99 }).execute();
    await restore(path);
    expect(await database.selectFrom('projector').selectAll().execute()).toEqual([]);
    expect(before).not.toEqual([]);
    expect(await database.selectFrom('meetingStage').selectAll().execute()).toEqual(before);
  });

  it('a sign-in stays only for who is active, there and here, with the same password', async () => {
    const { location, database, world, restore } = await open();
    const sessions = createSessions(database, false);
    const signedIn = async (login: string) => (await sessions.start(world.personIds[login] ?? '')).cookie;
    const person = (login: string) => database.updateTable('person').where('login', '=', login);
    await person('cat3-member').set({ active: 0 }).execute();
    const early = await signedIn('admin');
    await sessions.endAllOf(world.personIds.admin ?? '');
    const path = await backupOf(location, onTestFinished);
    await person('advisor').set({ passwordHash: 'another' }).execute();
    await person('cat3-member').set({ active: 1 }).execute();
    await person('cat4-chair').set({ active: 0 }).execute();
    const [stays, changed, inactive, left] = await Promise.all(
      ['observer', 'advisor', 'cat3-member', 'cat4-chair'].map(signedIn),
    );
    const newcomer = (await sessions.start(await addPerson(database, world.agency, 'newcomer'))).cookie;
    expect(await restore(path)).toMatchObject({ sessionsKept: 1 });
    expect((await sessions.read(stays))?.personId).toBe(world.personIds.observer);
    for (const cookie of [early, changed, inactive, left, newcomer]) expect(await sessions.read(cookie)).toBeNull();
    expect(await database.selectFrom('session').selectAll().execute()).toHaveLength(1);
  });

  it('S5 no rescue is lost: not one that is newer, not one whose document is gone', async () => {
    const { location, database, restore } = await open();
    const [old] = await database.selectFrom('rescue').selectAll().execute();
    if (!old) throw new Error('there is a rescue');
    const path = await backupOf(location, onTestFinished);
    const [document] = await database.selectFrom('document').select('id').execute();
    const newer = { ...old, id: 'newer', documentId: document?.id ?? '', content: everyByte.slice(9) };
    const orphan = { ...old, id: 'orphan', documentId: 'of no backup' };
    await database.insertInto('rescue').values([newer, orphan]).execute();
    await database.updateTable('rescue').set({ passages: 'changed' }).where('id', '=', old.id).execute();
    expect(await restore(path)).toMatchObject({ rescuesKept: 2 });
    const rescues = await database.selectFrom('rescue').selectAll().orderBy('id').execute();
    expect(rescues.map((rescue) => ({ ...rescue, content: [...rescue.content] }))).toEqual(
      [newer, orphan, old]
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map((rescue) => ({ ...rescue, content: [...rescue.content] })),
    );
  });

  it('each agency’s chain says what was restored and where its chains stood; those of a gone agency are in all', async () => {
    const { location, database, world, restore } = await open();
    const path = await backupOf(location, onTestFinished);
    const goneAgency = await addAgency(database, 'กรมที่หายไป');
    const goneCycle = await addCycle(database, goneAgency);
    const newCycle = await addCycle(database, world.agency);
    const heads = await database.selectFrom('auditChain').selectAll().execute();
    const head = (chain: string) => {
      const { id, seq, hash } = heads.find((each) => each.id === chain) ?? { id: chain, seq: -1, hash: null };
      return { chain: id, seq, hash };
    };
    await restore(path);
    const [last] = (await readAudit(database, agencyChain(world.agency), 0, 99)).slice(-1);
    expect(last).toMatchObject({ type: 'backup.restored', at: 5_000, person: null });
    expect(last?.subject).toMatchObject({
      agency: world.agency,
      backupAt: 1_000,
      sha256: expect.stringMatching(/^\w{64}$/),
    });
    const replaced = last?.subject.replaced as { chain: string }[];
    const chains = replaced.map(({ chain }) => chain);
    for (const chain of [world.cycle, newCycle, goneCycle].map(cycleChain))
      expect(replaced).toContainEqual(head(chain));
    expect(chains).not.toContain(cycleChain(world.foreignCycle));
    expect(await database.selectFrom('agency').select('id').where('id', '=', goneAgency).execute()).toEqual([]);
    const chain = await database
      .selectFrom('auditChain')
      .selectAll()
      .where('id', '=', agencyChain(world.agency))
      .execute();
    expect(chain).toMatchObject([{ seq: last?.seq, hash: last?.hash }]);
  });
});
