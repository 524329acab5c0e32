import type { NoteAnswer } from '@ruam/shared/api/advice.ts';
import type { ItemAnswer, PersonAnswer, RescueAnswer } from '@ruam/shared/api/api.ts';
import type { NotificationAnswer } from '@ruam/shared/api/notifications.ts';
import type { Role } from '@ruam/shared/policy/roles.ts';
import { expect, test } from 'vitest';
import { countWaiting, waitingFor } from './waiting.ts';

const person = (body: string, role: Role): PersonAnswer => ({
  id: 'me',
  login: 'me',
  name: 'ฉัน',
  roles: [{ cycle: 'c', body, role }],
});
const item = (code: string, status: ItemAnswer['status']) => ({ code, category: code[0], status }) as ItemAnswer;
const unread = (id: string, kind: NotificationAnswer['kind'], cycle = 'c') =>
  ({ id, kind, cycle }) as NotificationAnswer;
const read = {
  items: [item('3.1', 'scheduled'), item('3.2', 'approved'), item('4.1', 'claimed'), item('4.2', 'drafting')],
  rescues: [{ person: 'me' }, { person: 'other' }] as RescueAnswer[],
  notes: [{ item: '3.1' }, { item: '4.1' }, { item: 'gone' }] as NoteAnswer[],
  unread: [unread('a', 'mention'), unread('b', 'decision'), unread('d', 'rescue'), unread('c', 'mention', 'another')],
};
const brief = (who: PersonAnswer) => {
  const waiting = waitingFor(who, 'c', read);
  const { ownRescues, asked, notes, decisions, news } = waiting;
  return [
    countWaiting(waiting),
    ownRescues,
    asked.map(({ id }) => id),
    notes.map((note) => note.item),
    decisions.map(({ code }) => code),
    news.map(({ id }) => id),
  ];
};

test('what waits depends on what the person may do', () => {
  expect(brief(person('category-3', 'chair'))).toEqual([3, 1, ['a'], ['3.1'], [], ['b']]);
  expect(brief(person('category-3', 'member'))).toEqual([2, 1, ['a'], [], [], ['b']]);
  expect(brief(person('steering', 'steering-chair'))).toEqual([3, 1, ['a'], [], ['3.1', '4.1'], ['b']]);
  expect(brief(person('secretariat', 'secretariat'))).toEqual([5, 1, ['a'], ['3.1', '4.1'], ['3.1', '4.1'], ['b']]);
});

test('own kept words are not told twice; those of others are news', () => {
  const chair = person('category-3', 'chair');
  const others = { ...read, rescues: [{ person: 'other' }] as RescueAnswer[] };
  expect(waitingFor(chair, 'c', others).news.map(({ id }) => id)).toEqual(['b', 'd']);
});

test('nobody decides an item of the own body', () => {
  const both = person('steering', 'steering-chair');
  const roles = [...both.roles, { cycle: 'c', body: 'category-3', role: 'member' as const }];
  expect(brief({ ...both, roles })[4]).toEqual(['4.1']);
});
