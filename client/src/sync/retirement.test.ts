import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { openReplicaBed, person, type ReplicaBed, socketOf, textIn, until, write } from './replicaBed.ts';
import { readReplicaName } from './replicaName.ts';

let bed: ReplicaBed;
beforeEach(() => {
  bed = openReplicaBed();
});
afterEach(() => bed.stop());

describe('S5 S13 a refusal retires the replica, after its content is a rescue', () => {
  test('S5 4423: the difference is posted, failing twice, and only after the 201 a new replica begins under a new name', async () => {
    const tab = bed.openTab();
    tab.answers.unshift({ name: 'unreachable' }, { name: 'unreachable' });
    const { session, socket } = await bed.join(tab);
    const [oldName] = await bed.names();
    write(session, 'ไม่ทันล็อก');
    socket.question(bed.server);
    socket.end(4423, 'locked rescue=r7');
    expect(session.view).toMatchObject({
      status: { name: 'stopped', reason: 'refused', unsent: 1 },
      refusal: { isLocked: true, rescueId: 'r7', text: 'ไม่ทันล็อก' },
    });
    await until(() => expect(session.view.handover?.name).toBe('waiting'));
    expect(tab.sessions.current('d1', person)).toBe(session);
    expect(textIn(session.doc)).toContain('ไม่ทันล็อก');
    await until(() => expect(tab.posted).toHaveLength(3));
    const next = await socketOf(tab, 2);
    expect(next.url).toContain('generation=1');
    const current = tab.sessions.current('d1', person);
    expect(current).not.toBe(session);
    expect(current?.view).toMatchObject({
      refusal: { isLocked: true, text: 'ไม่ทันล็อก' },
      status: { name: 'connecting' },
    });
    const rescued = new Y.Doc();
    Y.applyUpdate(rescued, Y.encodeStateAsUpdate(bed.server));
    for (const update of tab.posted) Y.applyUpdate(rescued, update);
    expect(textIn(rescued)).toBe('น้ำท่วม\nไม่ทันล็อก');
    const [newName, ...others] = await bed.names();
    expect(others).toEqual([]);
    expect(newName).not.toBe(oldName);
    next.open();
    next.join(bed.server);
    await until(async () => expect(await bed.textKept(newName ?? '')).toBe('น้ำท่วม'));
    expect(current === null ? '' : textIn(current.doc)).toBe('น้ำท่วม');
    expect(bed.browser.pointers.size).toBe(1);
  });

  test('S14 after a refusal the new replica takes the document’s generation; a kept one keeps its own', async () => {
    const tab = bed.openTab();
    await bed.join(tab);
    await until(async () => expect(await bed.textKept((await bed.names())[0] ?? '')).toBe('น้ำท่วม'));
    bed.browser.crash();
    const after = bed.openTab();
    after.generation = 2;
    after.sessions.acquire('d1', person, 2);
    const socket = await socketOf(after, 1);
    expect(socket.url).toContain('generation=1');
    socket.open();
    socket.end(4423, 'refused rescue=r1');
    expect((await socketOf(after, 2)).url).toContain('generation=2');
    expect((await bed.names()).map((name) => readReplicaName(name)?.generation)).toEqual([2]);
  });

  test('S5 what the server will not keep either stays here, read-only', async () => {
    const tab = bed.openTab();
    tab.answers.splice(0, 1, { name: 'stuck', reason: 'tooLarge' });
    const { session, socket } = await bed.join(tab);
    write(session, 'ยาวมาก');
    socket.end(4423, 'refused rescue=r1');
    await until(() => expect(session.view.handover).toEqual({ name: 'stuck', reason: 'tooLarge' }));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(tab.posted).toHaveLength(1);
    expect(tab.sessions.current('d1', person)).toBe(session);
    expect(await bed.unsentKept()).toBe(1);
  });

  test('S13 two tabs: each secures its own words before it leaves; the old database goes with the last', async () => {
    const [one, two] = [bed.openTab(), bed.openTab()];
    const first = await bed.join(one);
    const second = await bed.join(two);
    const [oldName] = await bed.names();
    write(first.session, 'ของแท็บหนึ่ง');
    write(second.session, 'ของแท็บสอง');
    first.socket.end(4423, 'locked rescue=r1');
    await socketOf(one, 2);
    expect(await bed.names()).toContain(oldName);
    expect(two.sessions.current('d1', person)).toBe(second.session);
    expect(second.session.unsent).toBe(1);
    second.socket.end(4423, 'locked rescue=r2');
    await socketOf(two, 2);
    expect(two.posted).toHaveLength(1);
    await until(async () => {
      const left = await bed.names();
      expect(left).toHaveLength(1);
      expect(left).not.toContain(oldName);
    });
    for (const tab of [one, two]) {
      const { session } = await bed.join(tab, 2);
      expect(textIn(session.doc)).toBe('น้ำท่วม');
    }
    await until(async () => expect(await bed.textKept((await bed.names())[0] ?? '')).toBe('น้ำท่วม'));
  });

  test('S13 a tab with nothing unsent follows another tab’s retirement without a word', async () => {
    const [one, two] = [bed.openTab(), bed.openTab()];
    const first = await bed.join(one);
    const second = await bed.join(two);
    write(first.session, 'ถูกปฏิเสธ');
    first.socket.end(4423, 'refused rescue=r1');
    await socketOf(two, 2);
    expect(two.sessions.current('d1', person)).not.toBe(second.session);
    expect(two.sessions.current('d1', person)?.view.refusal).toBeNull();
    expect(two.posted).toEqual([]);
    await until(async () => expect(await bed.names()).toHaveLength(1));
  });
});
