import { z } from 'zod';

/** The three cumulative levels of PMQA 4.0, lowest first (docs/score.md P1). */
export const levels = ['basic', 'advance', 'significance'] as const;

/** One level; null stands for "none", which is lower than basic. */
export const levelSchema = z.enum(levels);
export type Level = z.infer<typeof levelSchema>;

/** 0 for none, 1 basic, 2 advance, 3 significance. */
export function levelRank(level: Level | null): 0 | 1 | 2 | 3 {
  switch (level) {
    case null:
      return 0;
    case 'basic':
      return 1;
    case 'advance':
      return 2;
    case 'significance':
      return 3;
  }
}

/** The lower of two levels, none being the lowest. */
export function lowerLevel(a: Level | null, b: Level | null): Level | null {
  return levelRank(a) <= levelRank(b) ? a : b;
}
