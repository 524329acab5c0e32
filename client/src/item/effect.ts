import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { computeScoreboard } from '@ruam/shared/score/score.ts';

/** What the score of the latest values comes to. */
export interface Outcome {
  readonly item: Level | null;
  readonly category: Level | null;
  readonly overall: Level | null;
  /** Mean of the categories, unofficial. */
  readonly points: number;
  readonly limitedBy: readonly string[];
  readonly approved: number;
}

/** The score before and after an approval, by the server's own function; null in a framework without levels. */
export function effectOf(
  framework: Framework,
  items: readonly ItemAnswer[],
  { code, level }: { readonly code: string; readonly level: Level },
): { readonly before: Outcome; readonly after: Outcome; readonly all: number } | null {
  if (framework.scale.kind !== 'cumulative-levels') return null;
  const decided = items.map((item) => (item.code === code ? { ...item, approved: level } : item));
  const all = items.filter(({ kind }) => kind === 'process').length;
  return { before: outcomeOf(framework, items, code), after: outcomeOf(framework, decided, code), all };
}

function outcomeOf(framework: Framework, items: readonly ItemAnswer[], code: string): Outcome {
  const values = items.map(({ code: of, claimed, advised, approved }) => ({ code: of, claimed, advised, approved }));
  const input = { items: values, indicators: [], reported: null };
  const board = computeScoreboard(framework, input, { value: 'latest', profile: 'weakest-link' });
  const item = items.find((one) => one.code === code);
  return {
    item: item?.approved ?? item?.advised ?? item?.claimed ?? null,
    category: board.categories.find((one) => one.code === item?.category)?.level ?? null,
    overall: board.overall.level,
    points: board.overall.points,
    limitedBy: board.trace.limitedBy,
    approved: items.filter((one) => one.kind === 'process' && one.approved !== null).length,
  };
}
