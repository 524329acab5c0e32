import { z } from 'zod';

const share = { numerator: z.int().min(1).max(100), denominator: z.int().min(1).max(100) };

/** How many members must be there: data, because bodies have rules of their own (docs/meetings.md M6). */
export const quorumRuleSchema = z
  .discriminatedUnion('kind', [
    /** At least this share. */
    z.object({ kind: z.literal('atLeast'), ...share }),
    /** More than this share. */
    z.object({ kind: z.literal('moreThan'), ...share }),
    z.object({ kind: z.literal('count'), count: z.int().min(1).max(1000) }),
  ])
  .refine((rule) => rule.kind === 'count' || rule.numerator <= rule.denominator, 'a share is at most the whole');
export type QuorumRule = z.infer<typeof quorumRuleSchema>;

/** Half of the members: section 79 of the Administrative Procedure Act B.E. 2539. */
export const defaultQuorum: QuorumRule = { kind: 'atLeast', numerator: 1, denominator: 2 };

export const presences = ['present', 'excused', 'absent'] as const;
export type Presence = (typeof presences)[number];

/** Who has come, and how many must. */
export interface Quorum {
  readonly members: number;
  readonly present: number;
  readonly needed: number;
  readonly isReached: boolean;
}

/** Whether enough are there; without members never. @param presence of each member, null: nothing is noted yet */
export function quorumOf(rule: QuorumRule, presence: readonly (Presence | null)[]): Quorum {
  const members = presence.length;
  const present = presence.filter((one) => one === 'present').length;
  const needed = Math.max(1, neededOf(rule, members));
  return { members, present, needed, isReached: members > 0 && present >= needed };
}

function neededOf(rule: QuorumRule, members: number): number {
  switch (rule.kind) {
    case 'atLeast':
      return Math.ceil((members * rule.numerator) / rule.denominator);
    case 'moreThan':
      return Math.min(members, Math.floor((members * rule.numerator) / rule.denominator) + 1);
    case 'count':
      return rule.count;
  }
}
