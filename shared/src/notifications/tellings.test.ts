import { describe, expect, test } from 'vitest';
import type { Role } from '../policy/roles.ts';
import { notificationPath } from './link.ts';
import { factsAsked, type TellingFacts, tellingsOf } from './tellings.ts';

const person = (id: string, body: string, role: Role) => ({ id, seats: [{ body, role }] });
const facts: TellingFacts = {
  people: [
    person('chair', 'category-3', 'chair'),
    person('secretary', 'category-3', 'secretary'),
    person('member', 'category-3', 'member'),
    person('other', 'category-4', 'chair'),
    person('advisor', 'advisors', 'advisor'),
    person('secretariat', 'secretariat', 'secretariat'),
    person('steering', 'steering', 'steering-chair'),
  ],
  followers: ['member', 'advisor', 'gone'],
  documents: new Map([
    ['evidence', { item: '3.3', kind: 'evidence', level: 'basic', authorId: null }],
    ['note', { item: '3.3', kind: 'advice', level: null, authorId: 'advisor' }],
    ['overview', { item: null, kind: 'overview', level: null, authorId: null }],
  ]),
  categories: new Map([['3.3', '3']]),
};

/** Who is told, as `kind person`. */
function told(type: string, subject: Record<string, unknown>, actor: string | null = null): string[] {
  return tellingsOf({ type, subject, person: actor }, facts)
    .map(({ kind, personId }) => `${kind} ${personId}`)
    .sort();
}

describe('who is told of what', () => {
  test('a mention: the named person, or everybody of a body; a mention counts for more than a followed thread', () => {
    const comment = { item: '3.3', document: 'evidence', thread: 't', comment: 'c' };
    expect(told('comment.added', { ...comment, mentions: [{ kind: 'person', id: 'member' }] }, 'other')).toEqual([
      'mention member',
      'reply advisor',
    ]);
    expect(told('thread.opened', { ...comment, mentions: [{ kind: 'body', id: 'category-3' }] }, 'member')).toEqual([
      'mention chair',
      'mention secretary',
      'reply advisor',
    ]);
    expect(told('comment.added', { ...comment, mentions: [{ kind: 'unit', id: 'x' }] }, 'advisor')).toEqual([
      'reply member',
    ]);
  });

  test('an edited comment tells only those whom it newly names, not who follows', () => {
    const comment = { item: '3.3', document: 'evidence', thread: 't', comment: 'c' };
    expect(told('comment.edited', { ...comment, mentions: [{ kind: 'person', id: 'member' }] }, 'other')).toEqual([
      'mention member',
    ]);
    expect(told('comment.edited', { ...comment, mentions: [{ kind: 'body', id: 'category-3' }] }, 'chair')).toEqual([
      'mention member',
      'mention secretary',
    ]);
    expect(told('comment.edited', { ...comment, mentions: [] }, 'other')).toEqual([]);
  });

  test('nobody without a seat is told, though named or following', () => {
    expect(told('comment.added', { mentions: [{ kind: 'person', id: 'gone' }] }, 'member')).toEqual(['reply advisor']);
  });

  test('advice: a submitted note to chair and secretary, an answered one to its author', () => {
    const note = { item: '3.3', document: 'note' };
    expect(told('advice.submitted', note, 'advisor')).toEqual(['advice chair', 'advice secretary']);
    expect(told('advice.answered', { ...note, author: 'advisor' }, 'chair')).toEqual(['advice advisor']);
    expect(told('advice.answered', note, 'chair')).toEqual(['advice advisor']);
  });

  test.each(['item.approved', 'item.returned', 'item.noted', 'item.postponed', 'item.conditionsMet'])(
    'a decision (%s) goes to the body of the item',
    (type) => {
      expect(told(type, { item: '3.3' }, 'steering')).toEqual([
        'decision chair',
        'decision member',
        'decision secretary',
      ]);
    },
  );

  test('a reopening to the body, a request for one and a claim to those who act on it', () => {
    expect(told('item.reopened', { item: '3.3' })).toEqual(['reopened chair', 'reopened member', 'reopened secretary']);
    expect(told('item.reopeningRequested', { item: '3.3' }, 'member')).toEqual([
      'reopeningRequested secretariat',
      'reopeningRequested steering',
    ]);
    expect(told('item.claimed', { item: '3.3', level: 'basic' }, 'chair')).toEqual(['claim secretariat']);
    expect(told('seat.added', { person: 'member' }, 'secretariat')).toEqual(['seat member']);
  });

  test('refused edits: the author of each, and chair and secretary once for all of them', () => {
    const rescues = [
      { id: 'r1', document: 'evidence', person: 'other' },
      { id: 'r2', document: 'evidence', person: 'chair' },
      { id: 'r3', document: 'overview', person: 'secretariat' },
    ];
    const tellings = tellingsOf({ type: 'rescue.kept', subject: { rescues }, person: null }, facts);
    expect(tellings.map(({ personId, subject }) => `${personId} ${subject.count} ${subject.document}`)).toEqual([
      'chair 2 evidence',
      'secretary 2 evidence',
      'other 1 evidence',
      'secretariat 1 overview',
    ]);
  });

  test('a meeting that is published or moved: the members of its body', () => {
    const subject = { meeting: 'm 1', body: 'category-3', number: '2/2562' };
    for (const type of ['meeting.published', 'meeting.moved'])
      expect(told(type, subject, 'secretariat')).toEqual(['meeting chair', 'meeting member', 'meeting secretary']);
    for (const type of ['meeting.planned', 'meeting.changed', 'meeting.begun'])
      expect(told(type, subject, 'secretariat')).toEqual([]);
    expect(told('meeting.published', { meeting: 'm 1' }, 'secretariat')).toEqual([]);
  });

  test('never who acted', () => {
    expect(told('item.claimed', { item: '3.3' }, 'secretariat')).toEqual([]);
    expect(told('seat.added', { person: 'member' }, 'member')).toEqual([]);
    expect(told('comment.added', { mentions: [{ kind: 'person', id: 'member' }] }, 'member')).not.toContain(
      'mention member',
    );
  });

  test('an entry that says less, or something else, tells nobody too much and breaks nothing', () => {
    for (const type of ['comment.added', 'advice.submitted', 'item.approved', 'rescue.kept', 'seat.added'])
      for (const subject of [{}, { item: 7, mentions: 'x', rescues: [null, 1] }, { item: 'none', document: 'none' }])
        expect(told(type, subject, 'other').filter((line) => !line.startsWith('reply'))).toEqual([]);
    expect(told('cycle.imported', { person: 'member', item: '3.3' })).toEqual([]);
    expect(factsAsked({ type: 'cycle.imported', subject: {}, person: null })).toBeNull();
  });
});

test('a notification leads to the passage', () => {
  const path = (type: string, subject: Record<string, unknown>): string | undefined => {
    const [first] = tellingsOf({ type, subject, person: null }, facts);
    return first && notificationPath('c 1', first.kind, first.subject);
  };
  const item = '/cycles/c%201/categories/3/items/3.3';
  expect(path('comment.added', { document: 'evidence', thread: 't1' })).toBe(
    `${item}?part=evidence&level=basic&thread=t1`,
  );
  expect(path('comment.added', { document: 'overview', thread: 't1' })).toBe('/cycles/c%201/overview?thread=t1');
  expect(path('advice.submitted', { document: 'note' })).toBe(item);
  expect(path('item.reopened', { item: '3.3' })).toBe(item);
  expect(path('rescue.kept', { rescues: [{ document: 'evidence', person: 'chair' }] })).toBe('/cycles/c%201/rescues');
  expect(path('seat.added', { person: 'member' })).toBe('/cycles/c%201');
  expect(path('meeting.published', { meeting: 'm 1', body: 'steering', number: '6/2562' })).toBe(
    '/cycles/c%201/meetings/m%201/join',
  );
});
