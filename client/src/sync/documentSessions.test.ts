import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { openReplicaBed, other, person, type ReplicaBed, textIn, until, write } from './replicaBed.ts';

let bed: ReplicaBed;
beforeEach(() => {
  bed = openReplicaBed();
});
afterEach(() => bed.stop());

test('a replica that nobody shows lives until it is saved; the same person gets the same one', async () => {
  const tab = bed.openTab(null);
  const { sessions } = tab;
  const { session, socket } = await bed.join(tab);
  write(session, 'ยังไม่ถึง');
  sessions.release('d1', person);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sessions.unsent).toBe(1);
  expect(session.view.people).toEqual([]);
  expect(sessions.acquire('d1', person, 1)).toBe(session);
  expect(session.view.people).toHaveLength(1);
  sessions.release('d1', person);
  await vi.advanceTimersByTimeAsync(10_000);
  socket.numbers(100, 2);
  expect(sessions.unsent).toBe(0);
  expect(sessions.acquire('d1', person, 1)).not.toBe(session);
});

test('S7 another person’s unsent edits stay here and are not sent', async () => {
  const tab = bed.openTab(null);
  const { sessions, made } = tab;
  const session = sessions.acquire('d1', person, 1);
  write(session, 'ของคนก่อน');
  sessions.release('d1', person);
  sessions.acquire('d1', other, 1);
  sessions.hasten();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(made).toHaveLength(2);
  expect(session.view.status).toMatchObject({ name: 'stopped', unsent: 1 });
  expect(sessions.unsent).toBe(1);
  expect(sessions.acquire('d1', person, 1)).toBe(session);
  expect(made).toHaveLength(3);
  expect(session.view.status).toMatchObject({ name: 'unsent', unsent: 1 });
});

test('S7 when another tab signs another person in, nothing more is sent or posted until the same person is back', async () => {
  const tab = bed.openTab(null);
  tab.answers.splice(0, 1, { name: 'unreachable' });
  const { session, socket } = await bed.join(tab);
  write(session, 'ถูกปฏิเสธ');
  socket.end(4423, 'refused rescue=r1');
  await until(() => expect(tab.posted).toHaveLength(1));
  tab.sessions.turnTo(other.id);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(tab.posted).toHaveLength(1);
  expect(session.view.status).toMatchObject({ name: 'stopped', reason: 'signedOut', unsent: 1 });
  tab.sessions.turnTo(person.id);
  expect(tab.posted).toHaveLength(2);
  expect(session.view.status).toMatchObject({ name: 'stopped', reason: 'refused' });
});

test('close codes: 4413 keeps everything, read-only, and posts it only when asked', async () => {
  const tab = bed.openTab(null);
  const { session, socket } = await bed.join(tab);
  write(session, 'เกินขนาด');
  socket.end(4413);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tab.posted).toEqual([]);
  session.keepOnServer();
  await until(() => expect(session.view.handover).toEqual({ name: 'kept', id: 'r1' }));
  expect(session.view.status).toMatchObject({ name: 'stopped', reason: 'tooLarge', unsent: 1 });
  for (const update of tab.posted) Y.applyUpdate(bed.server, update);
  expect(textIn(bed.server)).toContain('เกินขนาด');
  expect(tab.sessions.current('d1', person)).toBe(session);
});
