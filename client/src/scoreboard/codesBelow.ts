import type { Level } from '@ruam/shared/assessment/level.ts';
import { type Scoreboard, scoredItems } from '@ruam/shared/score/scoreboard.ts';

/** The items that keep the overall value below a level (docs/score.md P4). */
export function codesBelow(board: Scoreboard, level: Level): readonly string[] {
  if (level !== 'basic') return board.limitedBy[level];
  return scoredItems(board)
    .filter((item) => item.level === null)
    .map((item) => item.subject);
}
