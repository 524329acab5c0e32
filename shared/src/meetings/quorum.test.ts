import { describe, expect, it } from 'vitest';
import { defaultQuorum, type Presence, type QuorumRule, quorumOf, quorumRuleSchema } from './quorum.ts';

const there = (present: number, others: number): (Presence | null)[] => [
  ...Array.from({ length: present }, () => 'present' as const),
  ...Array.from({ length: others }, (_, at) => ([null, 'excused', 'absent'] as const)[at % 3] ?? null),
];
const moreThanHalf: QuorumRule = { kind: 'moreThan', numerator: 1, denominator: 2 };
const twoThirds: QuorumRule = { kind: 'atLeast', numerator: 2, denominator: 3 };

describe('M6 quorum', () => {
  it.each([
    ['at least half of an odd number', defaultQuorum, 17, 9],
    ['at least half of an even one', defaultQuorum, 16, 8],
    ['more than half', moreThanHalf, 16, 9],
    ['two thirds', twoThirds, 17, 12],
    ['all of a single member', moreThanHalf, 1, 1],
    ['a number', { kind: 'count', count: 5 } as const, 17, 5],
    ['a number that nobody reaches', { kind: 'count', count: 20 } as const, 17, 20],
  ])('%s', (_what, rule, members, needed) => {
    const reached = quorumOf(rule, there(Math.min(members, needed), Math.max(0, members - needed)));
    expect(reached).toMatchObject({ members, needed, isReached: needed <= members });
    expect(quorumOf(rule, there(needed - 1, members - needed + 1)).isReached).toBe(false);
  });

  it('without members there is none', () => {
    expect(quorumOf(defaultQuorum, [])).toEqual({ members: 0, present: 0, needed: 1, isReached: false });
  });

  it('a share above the whole is no rule', () => {
    expect(quorumRuleSchema.safeParse({ kind: 'atLeast', numerator: 3, denominator: 2 }).success).toBe(false);
    expect(quorumRuleSchema.safeParse(defaultQuorum).success).toBe(true);
  });
});
