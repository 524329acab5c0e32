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
const item = (code: string, status: ItemAnswer['status'], change: Partial<ItemAnswer> = {}) =>
  ({ code, category: code[0], kind: 'process', status, claimed: null, approved: null, ...change }) as ItemAnswer;
const unread = (id: string, kind: NotificationAnswer['kind'], cycle = 'c') =>
  ({ id, kind, cycle, subject: {} }) as NotificationAnswer;
const read = {
  items: [
    item('3.1', 'scheduled', { claimed: 'basic' }),
    item('3.2', 'approved', { claimed: 'basic', approved: 'basic' }),
    item('4.1', 'claimed', { claimed: 'advance' }),
    item('4.2', 'drafting'),
  ],
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

test('what a meeting gave back waits for who claims it, and an answered request for nobody', () => {
  const items = [item('3.1', 'returned', { claimed: 'basic' }), item('3.2', 'reopened'), item('4.1', 'returned')];
  const request = { ...unread('r', 'reopeningRequested'), subject: { item: '3.2' } } as NotificationAnswer;
  const waitsFor = (who: PersonAnswer, approved: 'basic' | null) =>
    waitingFor(who, 'c', { ...read, items: [...items, item('3.2', 'reopened', { approved })], unread: [request] });
  const codes = (who: PersonAnswer) => waitsFor(who, null).givenBack.map(({ code }) => code);
  expect(codes(person('category-4', 'secretary'))).toEqual(['4.1']);
  expect(codes(person('category-3', 'member'))).toEqual([]);
  expect(waitsFor(person('secretariat', 'secretariat'), null).asked).toEqual([]);
  expect(waitsFor(person('secretariat', 'secretariat'), 'basic').asked).toEqual([request]);
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

test('a decision waits where more is claimed than is approved and nothing was returned', () => {
  const items = [
    item('3.1', 'claimed', { claimed: 'advance', approved: 'basic' }),
    item('3.2', 'approvedWithConditions', { claimed: 'basic', approved: 'basic' }),
    item('3.3', 'returned', { claimed: 'basic' }),
    item('3.4', 'postponed', { claimed: 'basic' }),
    item('7.1', 'scheduled', { kind: 'dimension' }),
    item('7.2', 'drafting', { kind: 'dimension' }),
    item('7.3', 'approved', { kind: 'dimension' }),
  ];
  const { decisions } = waitingFor(person('steering', 'steering-chair'), 'c', { ...read, items });
  expect(decisions.map(({ code }) => code)).toEqual(['3.1', '3.4', '7.1']);
});
