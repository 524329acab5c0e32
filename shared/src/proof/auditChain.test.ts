import { describe, expect, it } from 'vitest';
import { chainBegin, entryProblems, headProblem } from './auditChain.ts';

const [first, second] = ['a', 'b'].map((letter) => letter.repeat(64)) as [string, string];
const entry = { seq: 2, previousHash: first, hash: second };
const previous = { seq: 1, hash: first };

describe('A1 an entry behind another', () => {
  it('is good with the next number, the link and its own hash', () => {
    expect(entryProblems(previous, entry, second)).toEqual([]);
    expect(entryProblems(chainBegin, { seq: 1, previousHash: null, hash: first }, first)).toEqual([]);
  });

  it('V2 shows what is changed, unreadable, not linked or missing before it', () => {
    expect(entryProblems(previous, entry, first)).toEqual(['entryChanged']);
    expect(entryProblems(previous, entry, null)).toEqual(['entryChanged']);
    expect(entryProblems({ ...previous, hash: second }, entry, second)).toEqual(['entryUnlinked']);
    expect(entryProblems(chainBegin, entry, second)).toEqual(['entryMissing']);
    expect(entryProblems(chainBegin, { ...entry, seq: 1 }, second)).toEqual(['entryUnlinked']);
  });
});

describe('H3 a signed head', () => {
  const head = { seq: 2, hash: second };

  it('agrees with the entry of its number', () => {
    expect(headProblem(head, second, 'valid')).toBeNull();
  });

  it('finds a cut tail and one that was written anew', () => {
    expect(headProblem(head, null, 'valid')).toBe('headCut');
    expect(headProblem(head, first, 'valid')).toBe('headRewritten');
  });

  it('says nothing of the chain when its own signature says nothing', () => {
    expect(headProblem(head, null, 'invalid')).toBe('headSignature');
    expect(headProblem(head, second, 'unknownKey')).toBe('headKey');
  });
});
