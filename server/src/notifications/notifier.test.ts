import { describe, expect, it, onTestFinished } from 'vitest';
import { cycleChain } from '../events/audit.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { changeSettings } from './settings.ts';
import { openNotificationBed } from './testBed.ts';

describe.each(testStores)('the audit chain becomes notifications, on $name', ({ locate }) => {
  const openBed = async () => openNotificationBed(await locate(onTestFinished), onTestFinished);

  it('what was there before the first start tells nobody; what comes then does', async () => {
    const bed = await openBed();
    await bed.happen('item.claimed', { item: '3.3', level: 'basic' }, 'cat3-chair');
    await bed.database.deleteFrom('notificationCursor').execute();
    await bed.readOn();
    expect(await bed.written()).toEqual([]);
    await bed.happen('item.claimed', { item: '3.3', level: 'advance' }, 'cat3-chair');
    await bed.readOn();
    expect(await bed.written()).toEqual(['claim secretariat']);
    expect(bed.told).toEqual(['secretariat']);
  });

  it('each entry tells once: over restarts, with two processes at once, and more than a batch of them', async () => {
    const location = await locate(onTestFinished);
    const bed = await openNotificationBed(location, onTestFinished);
    for (let count = 0; count < 130; count++) await bed.happen('item.claimed', { item: '3.3' }, 'cat3-chair');
    // SQLite belongs to one process.
    const other = location.kind === 'sqlite' ? bed.database : await openTestDatabase(location, onTestFinished);
    const notifiers = [bed.open(), bed.open(), bed.open(other)];
    await Promise.all(notifiers.map((notifier) => notifier.start()));
    await Promise.all(notifiers.map((notifier) => notifier.whenIdle()));
    await Promise.all(notifiers.map((notifier) => notifier.close()));
    await bed.readOn();
    expect(await bed.written()).toHaveLength(130);
  });

  it('a transaction that fails leaves nothing behind and is done again', async () => {
    const bed = await openBed();
    await bed.happen('item.reopened', { item: '3.3' });
    const chain = cycleChain(bed.world.cycle);
    const before = await bed.database
      .selectFrom('notificationCursor')
      .selectAll()
      .where('chain', '=', chain)
      .executeTakeFirstOrThrow();
    await bed.readOn();
    await bed.database.updateTable('notificationCursor').set({ seq: before.seq }).where('chain', '=', chain).execute();
    await bed.database.deleteFrom('notification').execute();
    await bed.readOn();
    expect(await bed.written()).toEqual(['reopened cat3-chair', 'reopened cat3-member', 'reopened cat3-secretary']);
  });

  it('nobody who has lost the seat, or was deactivated, is told', async () => {
    const bed = await openBed();
    const out = bed.personId('cat3-member');
    await bed.database.deleteFrom('seat').where('personId', '=', out).execute();
    await bed.database.updateTable('person').set({ active: 0 }).where('login', '=', 'cat3-chair').execute();
    await bed.happen('comment.added', { mentions: [{ kind: 'person', id: out }] }, 'cat4-chair');
    await bed.happen('item.approved', { item: '3.3' }, 'steering-chair');
    await bed.readOn();
    expect(await bed.written()).toEqual(['decision cat3-secretary']);
  });

  it('followers of a thread and the author of a note are read from the store', async () => {
    const bed = await openBed();
    const { cycle } = bed.world;
    const document = await bed.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', cycle)
      .where('item', '=', '3.3')
      .where('level', '=', 'basic')
      .executeTakeFirstOrThrow();
    const thread = { id: 't1', cycleId: cycle, documentId: document.id, state: 'open', personId: 'x', at: 1 } as const;
    await bed.database.insertInto('thread').values(thread).execute();
    const follows = (login: string, one: number) => ({ threadId: 't1', personId: bed.personId(login), follows: one });
    await bed.database
      .insertInto('threadFollow')
      .values([follows('advisor', 1), follows('observer', 0), follows('foreigner', 1)])
      .execute();
    await bed.happen('comment.added', { item: '3.3', document: document.id, thread: 't1', mentions: [] }, 'cat3-chair');
    await bed.readOn();
    expect(await bed.written()).toEqual(['reply advisor']);
    const { subject } = await bed.database.selectFrom('notification').select('subject').executeTakeFirstOrThrow();
    expect(JSON.parse(subject)).toMatchObject({
      item: '3.3',
      category: '3',
      document: document.id,
      documentKind: 'evidence',
      documentLevel: 'basic',
      thread: 't1',
      actor: bed.personId('cat3-chair'),
    });
  });

  it('what a person has switched off is not written', async () => {
    const bed = await openBed();
    await changeSettings(bed.database, bed.personId('secretariat'), { claim: { inApp: false, mail: 'now' } });
    await bed.happen('item.claimed', { item: '3.3' }, 'cat3-chair');
    await bed.readOn();
    expect(await bed.written()).toEqual([]);
    await changeSettings(bed.database, bed.personId('secretariat'), { claim: { inApp: true, mail: 'off' } });
    await bed.happen('item.claimed', { item: '3.3' }, 'cat3-chair');
    await bed.readOn();
    expect(await bed.written()).toEqual(['claim secretariat']);
  });
});
