import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openReplicaBed, other, person, type ReplicaBed, socketOf, textIn, until, write } from './replicaBed.ts';
import { readReplicaName } from './replicaName.ts';

let bed: ReplicaBed;
beforeEach(() => {
  bed = openReplicaBed();
});
afterEach(() => bed.stop());

describe('S13 what is written is kept in this browser', () => {
  test('S13 S4 after a reload, edits without an ack come back, count as unsent until the ack, and are sent', async () => {
    const before = bed.openTab();
    const { session } = await bed.join(before);
    write(session, 'ค้างส่ง');
    await until(async () => expect(await bed.unsentKept()).toBe(1));
    bed.browser.crash();

    const after = bed.openTab();
    const again = after.sessions.acquire('d1', person, 1);
    await until(() => expect(again.view.hasSynced).toBe(true));
    expect(textIn(again.doc)).toBe('น้ำท่วม\nค้างส่ง');
    expect(again.unsent).toBe(1);
    const socket = await socketOf(after, 1);
    socket.open();
    expect(again.view.status.name).not.toBe('saved');
    socket.join(bed.server);
    await until(() => expect(socket.said).toContain('ack 1'));
    expect(again.view.status).toMatchObject({ name: 'saving', unsent: 1 });
    socket.deliver(bed.server);
    expect(textIn(bed.server)).toContain('ค้างส่ง');
    socket.numbers(100, 1);
    expect(again.view.status.name).toBe('saved');
    await until(async () => expect(await bed.unsentKept()).toBe(0));
  });

  test('S13 what is acknowledged is not unsent after a reload, and not saved before the ack', async () => {
    const before = bed.openTab();
    const { session, socket } = await bed.join(before);
    write(session, 'ถึงแล้ว');
    socket.deliver(bed.server);
    socket.numbers(100, 2);
    await until(async () =>
      expect([await bed.unsentKept(), await bed.textKept((await bed.names())[0] ?? '')]).toEqual([0, 'น้ำท่วม\nถึงแล้ว']),
    );
    bed.browser.crash();

    const after = bed.openTab();
    const again = after.sessions.acquire('d1', person, 1);
    await until(() => expect(again.view.hasSynced).toBe(true));
    expect(again.unsent).toBe(0);
    expect(again.view.status.name).toBe('connecting');
  });

  test('S13 without a connection the kept text is there to read and to go on writing', async () => {
    await bed.join(bed.openTab());
    await until(async () => expect(await bed.textKept((await bed.names())[0] ?? '')).toBe('น้ำท่วม'));
    bed.browser.crash();
    const after = bed.openTab();
    const session = after.sessions.acquire('d1', person, 1);
    (await socketOf(after, 1)).end(1006);
    expect(session.view).toMatchObject({
      hasSynced: true,
      isKeptOffline: true,
      status: { name: 'offline', unsent: 0 },
    });
    write(session, 'ออฟไลน์');
    await until(async () => expect(await bed.unsentKept()).toBe(1));
  });

  test('S13 a second tab never sees what the first has not had acknowledged, also when rows are merged', async () => {
    const first = await bed.join(bed.openTab());
    write(first.session, 'ของแท็บแรก');
    await until(async () => expect(await bed.unsentKept()).toBe(1));
    const second = bed.openTab().sessions.acquire('d1', person, 1);
    await until(() => expect(second.unsent).toBe(1));
    for (let n = 0; n < 600; n++) write(first.session, 'ย');
    await until(async () => expect(await bed.unsentKept()).toBe(601));
    expect(await bed.textKept((await bed.names())[0] ?? '')).toBe(textIn(first.session.doc));
    expect(textIn(second.doc)).toBe('น้ำท่วม\nของแท็บแรก');
  });

  test('S13 an IndexedDB that fails never stops the sending and says so', async () => {
    const refusing = {
      ...bed.browser.tab(),
      databases: {
        open: () => {
          throw new DOMException('blocked');
        },
      } as unknown as IDBFactory,
    };
    const tab = bed.openTab(refusing);
    const { session, socket } = await bed.join(tab);
    expect(session.view.isKeptOffline).toBe(false);
    write(session, 'ส่งได้');
    socket.deliver(bed.server);
    expect(textIn(bed.server)).toContain('ส่งได้');
    socket.numbers(100, 2);
    expect(session.view.status.name).toBe('saved');
  });

  test('S13 an IndexedDB that never answers does not keep the document from opening', async () => {
    const silent = { ...bed.browser.tab(), databases: { open: () => ({}) } as unknown as IDBFactory };
    const { session } = await bed.join(bed.openTab(silent));
    expect(session.view).toMatchObject({ isKeptOffline: false, status: { name: 'saved' } });
  });

  test('S13 a full disk later on ends the keeping, not the writing', async () => {
    const opened: IDBDatabase[] = [];
    const { databases } = bed.browser;
    const open = (name: string, version?: number): IDBOpenDBRequest => {
      const request = databases.open(name, version);
      request.addEventListener('success', () => opened.push(request.result));
      return request;
    };
    const tab = bed.openTab({ ...bed.browser.tab(), databases: { open } as unknown as IDBFactory });
    const { session, socket } = await bed.join(tab);
    expect(session.view.isKeptOffline).toBe(true);
    for (const database of opened) database.close();
    write(session, 'ยังส่งได้');
    expect(session.view.isKeptOffline).toBe(false);
    expect(socket.said.slice(-2)).toEqual(['update', 'ack 2']);
  });

  test('S13 another person’s database is not opened, also when a pointer names it', async () => {
    const first = await bed.join(bed.openTab());
    write(first.session, 'ของคนแรก');
    await until(async () => expect(await bed.unsentKept()).toBe(1));
    const [theirs] = await bed.names();
    bed.browser.crash();
    for (const key of [...bed.browser.pointers.keys()]) bed.browser.pointers.set(key.replace('p1', 'p2'), theirs ?? '');
    const opened: string[] = [];
    const tab = bed.browser.tab();
    const { databases } = bed.browser;
    const watched = {
      open: (name: string, version?: number) => {
        opened.push(name);
        return databases.open(name, version);
      },
      databases: () => databases.databases(),
      deleteDatabase: (name: string) => databases.deleteDatabase(name),
    } as unknown as IDBFactory;
    const theirTab = bed.openTab({ ...tab, databases: watched });
    await theirTab.sessions.sendLeftovers(other);
    const session = theirTab.sessions.acquire('d1', other, 1);
    await socketOf(theirTab, 1);
    expect(session.unsent).toBe(0);
    expect(opened.map((name) => readReplicaName(name)?.personId)).toEqual(['p2']);
    expect(await bed.names()).toContain(theirs);
    expect(theirTab.posted).toEqual([]);
  });
});
