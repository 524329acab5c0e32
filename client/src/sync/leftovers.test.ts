import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { openReplicaBed, person, type ReplicaBed, socketOf, textIn, until, write } from './replicaBed.ts';

let bed: ReplicaBed;
beforeEach(() => {
  bed = openReplicaBed();
});
afterEach(() => bed.stop());

describe('S13 what crashed tabs left', () => {
  test('S13 unacknowledged words in a retired database become a rescue, and only then it goes', async () => {
    const tab = bed.openTab();
    const { session } = await bed.join(tab);
    write(session, 'ค้างในแท็บที่ล้ม');
    await until(async () => expect(await bed.unsentKept()).toBe(1));
    const [oldName] = await bed.names();
    bed.browser.crash();
    bed.browser.pointers.clear();

    const after = bed.openTab();
    after.answers.unshift({ name: 'unreachable' });
    await after.sessions.sendLeftovers(person);
    expect(await bed.names()).toEqual([oldName]);
    await after.sessions.sendLeftovers(person);
    expect(await bed.names()).toEqual([]);
    const rescued = new Y.Doc();
    Y.applyUpdate(rescued, after.posted[1] ?? new Uint8Array());
    expect(textIn(rescued)).toContain('ค้างในแท็บที่ล้ม');
  });

  test('S13 unacknowledged words in the current database are sent without opening the document', async () => {
    const { session } = await bed.join(bed.openTab());
    write(session, 'ค้างส่ง');
    await until(async () => expect(await bed.unsentKept()).toBe(1));
    bed.browser.crash();
    const after = bed.openTab();
    await after.sessions.sendLeftovers(person);
    const { socket } = await bed.join(after, 1);
    socket.deliver(bed.server);
    expect(textIn(bed.server)).toContain('ค้างส่ง');
    expect(after.posted).toEqual([]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(after.sessions.current('d1', person)).toBeNull();
  });

  test('S5 S13 refused before a screen shows it: the words are posted, and the session goes with what it knew', async () => {
    const { session } = await bed.join(bed.openTab());
    write(session, 'ถูกล็อกก่อน');
    await until(async () => expect(await bed.unsentKept()).toBe(1));
    bed.browser.crash();
    const after = bed.openTab();
    await after.sessions.sendLeftovers(person);
    (await socketOf(after, 1)).end(4423, 'locked rescue=r1');
    await until(() => expect(after.sessions.current('d1', person)).toBeNull());
    expect(after.posted).toHaveLength(1);
    expect(after.sessions.acquire('d1', person, 1).view.refusal).toBeNull();
  });

  test('S13 a database that cannot be opened keeps no other from being looked at', async () => {
    const { session } = await bed.join(bed.openTab());
    write(session, 'ค้างส่ง');
    await until(async () => expect(await bed.unsentKept()).toBe(1));
    bed.browser.crash();
    bed.browser.pointers.clear();
    const { databases } = bed.browser;
    const partly = {
      open: (name: string, version?: number) => {
        if (name.endsWith('/broken')) throw new DOMException('broken');
        return databases.open(name, version);
      },
      databases: async () => [{ name: 'ruam-replica/p1/d2/1/broken', version: 1 }, ...(await databases.databases())],
      deleteDatabase: (name: string) => databases.deleteDatabase(name),
    } as unknown as IDBFactory;
    const after = bed.openTab({ ...bed.browser.tab(), databases: partly });
    await after.sessions.sendLeftovers(person);
    expect(after.posted).toHaveLength(1);
    expect(await bed.names()).toEqual([]);
  });

  test('S13 words that the server takes from nobody (4403) stay in this browser, without asking at every leaving', async () => {
    const { session } = await bed.join(bed.openTab());
    write(session, 'ไม่มีสิทธิแล้ว');
    await until(async () => expect(await bed.unsentKept()).toBe(1));
    bed.browser.crash();
    const after = bed.openTab();
    await after.sessions.sendLeftovers(person);
    (await socketOf(after, 1)).end(4403);
    await until(() => expect(after.sessions.current('d1', person)).toBeNull());
    expect(after.sessions.unsent).toBe(0);
    await until(async () => expect(await bed.unsentKept()).toBe(1));
    const shown = after.sessions.acquire('d1', person, 1);
    (await socketOf(after, 2)).end(4403);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(shown.view.status).toMatchObject({ name: 'stopped', reason: 'forbidden', unsent: 1 });
  });

  test('S13 what another tab holds is that tab’s; what was not used for 30 days and is acknowledged goes', async () => {
    const { session } = await bed.join(bed.openTab());
    const two = bed.openTab();
    write(session, 'กำลังส่ง');
    await until(async () => expect(await bed.unsentKept()).toBe(1));
    await two.sessions.sendLeftovers(person);
    expect(two.made).toEqual([]);
    bed.browser.crash();

    const three = bed.openTab();
    await three.sessions.sendLeftovers(person);
    (await bed.join(three, 1)).socket.deliver(bed.server);
    await until(async () => expect(await bed.unsentKept()).toBe(0));
    bed.browser.crash();
    await bed.openTab().sessions.sendLeftovers(person);
    expect(await bed.names()).toHaveLength(1);
    vi.setSystemTime(Date.now() + 31 * 24 * 60 * 60 * 1000);
    await bed.openTab().sessions.sendLeftovers(person);
    expect(await bed.names()).toEqual([]);
    expect(bed.browser.pointers.size).toBe(0);
  });
});
