import type { ThreadAnswer } from '@ruam/shared/api/threads.ts';
import { expect, it } from 'vitest';
import { orderThreads } from './threadOrder.ts';

function thread(id: string, change: Partial<ThreadAnswer> = {}): ThreadAnswer {
  const author = { id: 'author', name: '' };
  return {
    id,
    cycle: 'c',
    document: 'd',
    item: '3.3',
    category: '3',
    kind: 'evidence',
    level: 'basic',
    anchor: { start: 's', end: 'e' },
    quote: 'คำ',
    isOrphaned: false,
    state: 'open',
    author,
    at: 1,
    stateBy: null,
    stateAt: null,
    following: false,
    mayResolve: false,
    isMine: false,
    commentCount: 1,
    comments: [{ id: `${id}-1`, author, text: 'ก', mentions: [], at: 1, editedAt: null }],
    ...change,
  };
}

const ids = (threads: readonly ThreadAnswer[]) => threads.map(({ id }) => id);

it('cards stand in the order of the text, those on the whole document first, those without a passage apart', () => {
  const threads = [thread('a'), thread('b'), thread('gone'), thread('all', { anchor: null, quote: null })];
  const { standing, orphaned } = orderThreads(threads, ['b', 'a'], null, 'open');
  expect(ids(standing)).toEqual(['all', 'b', 'a']);
  expect(ids(orphaned)).toEqual(['gone']);
});

it('what the text does not tell, the server does', () => {
  const threads = [thread('a'), thread('gone', { isOrphaned: true }), thread('done', { state: 'resolved' })];
  expect(ids(orderThreads(threads, null, null, 'open').orphaned)).toEqual(['gone']);
  expect(ids(orderThreads(threads, ['a'], null, 'resolved').standing)).toEqual(['done']);
});

it('filters: open, resolved, mine; the active one is always there', () => {
  const threads = [thread('a', { state: 'resolved' }), thread('b', { isMine: true }), thread('c')];
  const placed = ['a', 'b', 'c'];
  expect(ids(orderThreads(threads, placed, null, 'mine').standing)).toEqual(['b']);
  expect(ids(orderThreads(threads, placed, 'a', 'open').standing)).toEqual(['a', 'b', 'c']);
});
