import type { Level } from '../assessment/level.ts';
import type { Framework } from '../framework/framework.ts';
import { type ScoredItem, whatIf } from './input.ts';
import { computeScoreboard } from './score.ts';
import { type Scoreboard, scoredItems } from './scoreboard.ts';
import type { TraceNode } from './trace.ts';

/** Levels to suppose, by the item's code; null supposes that it has none. */
export type SupposedLevels = Readonly<Record<string, Level | null>>;

/** An item that would have another level than it has. */
export interface SupposedChange {
  readonly code: string;
  readonly from: Level | null;
  readonly to: Level | null;
}

/** A scoreboard that is not real beside the one that is. It is worked out where it is shown, and never recorded. */
export interface Supposition {
  readonly real: Scoreboard;
  /** Of the same value and profile; category 7 stays as it is. Its `trace.limitedBy` says what would limit then. */
  readonly supposed: Scoreboard;
  /** In the framework's order; [] when nothing would be another. */
  readonly changes: readonly SupposedChange[];
}

/**
 * "What if these items had these levels?" All that the real scoreboard is made of stands in its own trace (docs/score.md P4),
 * so nothing else is asked for. Levels of what is no process item are left out, so that a picture of it never fails.
 */
export function supposeLevels(framework: Framework, real: Scoreboard, levels: SupposedLevels): Supposition {
  const items = scoredItems(real);
  const changes = items.flatMap(({ subject, level }): SupposedChange[] => {
    const to = levels[subject];
    return to === undefined || to === level ? [] : [{ code: subject, from: level, to }];
  });
  if (changes.length === 0) return { real, supposed: real, changes };
  const raised = whatIf(
    { items: items.map(readItem), indicators: [], reported: null },
    { value: real.value, levels: Object.fromEntries(changes.map(({ code, to }) => [code, to])) },
  );
  const made = computeScoreboard(framework, raised, {
    value: real.value,
    profile: real.profile,
    switches: real.results.switches,
  });
  return { real, supposed: withResults(made, real), changes };
}

function readItem({ subject: code, levelBy, pointsBy }: TraceNode): ScoredItem {
  const { claimed, advised, approved } =
    levelBy?.method === 'item-value' ? levelBy : { claimed: null, advised: null, approved: null };
  return {
    code,
    claimed,
    advised,
    approved,
    ...(pointsBy?.method === 'partial-credit' && { shares: pointsBy.shares }),
  };
}

/** Category 7 is no matter of levels: it is told as it really is. */
function withResults(made: Scoreboard, real: Scoreboard): Scoreboard {
  const results = real.trace.children.filter(({ kind }) => kind === 'results');
  return {
    ...made,
    results: real.results,
    trace: {
      ...made.trace,
      children: made.trace.children.map((child) => results.find(({ subject }) => subject === child.subject) ?? child),
    },
  };
}
