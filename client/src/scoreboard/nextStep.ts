import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import { supposeLevels } from '@ruam/shared/score/whatIf.ts';
import { codesBelow } from './codesBelow.ts';

/** What would lift the overall level by one, and what it would come to. */
export interface NextStep {
  readonly target: Level;
  /** The items that must be raised to `target`. */
  readonly codes: readonly string[];
  /** The scoreboard if they were; made by the same function as the server's. */
  readonly after: Scoreboard;
}

/** The next step from a scoreboard, or null when the overall level is the highest. */
export function nextStep(framework: Framework, board: Scoreboard): NextStep | null {
  const target = levelAbove(board.overall.level);
  if (target === null) return null;
  const codes = codesBelow(board, target);
  const levels = Object.fromEntries(codes.map((code) => [code, target]));
  return { target, codes, after: supposeLevels(framework, board, levels).supposed };
}

function levelAbove(level: Level | null): Level | null {
  switch (level) {
    case null:
      return 'basic';
    case 'basic':
      return 'advance';
    case 'advance':
      return 'significance';
    case 'significance':
      return null;
  }
}
