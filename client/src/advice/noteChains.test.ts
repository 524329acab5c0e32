import type { NoteAnswer } from '@ruam/shared/api/advice.ts';
import { describe, expect, it } from 'vitest';
import { chainsOf, isUnanswered } from './noteChains.ts';

function note(document: string, rest: Partial<NoteAnswer> = {}): NoteAnswer {
  return {
    document,
    item: '3.1',
    type: 'observation',
    severity: 'minor',
    visitDate: null,
    passage: null,
    author: { id: 'a', name: 'ก' },
    submittedAt: 1,
    previousId: null,
    replacedBy: null,
    comments: 0,
    answer: null,
    ...rest,
  };
}

const answer = { kind: 'declined', reason: 'ทำแล้ว', by: { id: 'b', name: 'ข' }, at: 2 } as const;

describe('versions of a note', () => {
  it('stand together, the newest first, wherever they are in the list', () => {
    const notes = [note('3', { previousId: '2' }), note('1'), note('x'), note('2', { previousId: '1' })];
    const chains = chainsOf(notes).map(({ current, older }) => [current, ...older].map(({ document }) => document));
    expect(chains).toEqual([['3', '2', '1'], ['x']]);
  });

  it('one whose predecessor is not in the list stands alone', () => {
    expect(chainsOf([note('2', { previousId: '1' })])).toHaveLength(1);
  });

  it.each([
    ['a draft alone waits for nobody', [note('1', { submittedAt: null })], false],
    ['a submitted note waits', [note('1')], true],
    ['an answered one does not', [note('1', { answer })], false],
    ['a new version waits again', [note('1', { answer }), note('2', { previousId: '1' })], true],
    ['its draft does not yet', [note('1', { answer }), note('2', { previousId: '1', submittedAt: null })], false],
  ])('%s', (_what, notes, waits) => {
    expect(chainsOf(notes).map(isUnanswered)).toEqual([waits]);
  });
});
