import type { ScoreProfile, ScoreValue } from '../assessment/assessment.ts';
import { type Level, levelRank } from '../assessment/level.ts';
import { AppError } from '../errors/errors.ts';
import type { Category, Framework, ProcessItem } from '../framework/framework.ts';
import { listItems } from '../framework/lookup.ts';
import type { Switches } from '../framework/methods.ts';
import type { ScoredItem, ScoreInput } from './input.ts';
import { explain } from './recompute.ts';
import { explainResults, plainSwitches, tellResults } from './results.ts';
import type { CategoryScore, Scoreboard } from './scoreboard.ts';
import type { PointsStep, PointTable, TraceNode } from './trace.ts';

export { whatIf } from './input.ts';
export { recomputeTrace } from './recompute.ts';
export { scoreboardSchema } from './scoreboard.ts';
export { tierPoints } from './tiers.ts';
export { scoreByWeights } from './weighted.ts';

/** Which value is scored, and which profile leads the explanation. */
export interface ScoreChoice {
  readonly value: ScoreValue;
  readonly profile: ScoreProfile;
  /** Other aggregation switches than the framework's (docs/score.md P6). */
  readonly switches?: Switches | undefined;
}

/** What the framework says about points, once and for all items. */
interface PointRules {
  readonly table: PointTable;
  readonly partialCredit: boolean;
}

/**
 * The scoreboard of a cycle (docs/score.md P1-P8): pure, exact inside, rounded half up to two places at the edge. Level and
 * points are both filled in either profile. Throws AppError `invalid` for a framework without levels or profiles, an item
 * that the framework does not have, an item given twice, or an indicator that cannot be measured.
 */
export function computeScoreboard(framework: Framework, input: ScoreInput, choice: ScoreChoice): Scoreboard {
  const items = byCode(framework, input.items);
  const switches = choice.switches ?? framework.indicatorRules?.aggregation ?? plainSwitches;
  const points = pointRules(framework);
  const children = framework.categories.map((category) =>
    category.kind === 'process'
      ? explainCategory(category, items, points, choice)
      : explainResults(framework, category, input.indicators, switches),
  );
  const process = children.filter(({ kind }) => kind === 'category');
  const scored = process.flatMap((category) => category.children);
  const trace = explain({
    kind: 'overall',
    subject: 'overall',
    rule: leadingRule(choice.profile),
    levelBy: { rule: 'P2', method: 'lowest' },
    pointsBy: { rule: 'P3', method: 'mean' },
    percentBy: null,
    limitedBy: lowestBelowTop(scored),
    children,
  });
  return {
    value: choice.value,
    profile: choice.profile,
    overall: { level: trace.level, points: trace.points?.rounded ?? 0 },
    counts: countLevels(scored),
    categories: children.map(tellCategory),
    results: tellResults(children.find(({ kind }) => kind === 'results') ?? null, input, switches),
    limitedBy: { advance: codesBelow('advance', scored), significance: codesBelow('significance', scored) },
    trace,
  };
}

function byCode(framework: Framework, items: readonly ScoredItem[]): ReadonlyMap<string, ScoredItem> {
  const known = new Set(listItems(framework).map(({ code }) => code));
  const found = new Map<string, ScoredItem>();
  for (const item of items) {
    if (!known.has(item.code))
      throw new AppError('invalid', `${framework.id} has no item ${item.code}`, { item: item.code });
    if (found.has(item.code)) throw new AppError('invalid', `item ${item.code} is given twice`, { item: item.code });
    found.set(item.code, item);
  }
  return found;
}

function pointRules(framework: Framework): PointRules {
  const byPoints = framework.profiles.find(({ method }) => method === 'mean-points');
  const { scale } = framework;
  if (scale.kind !== 'cumulative-levels' || byPoints?.method !== 'mean-points') {
    throw new AppError('invalid', `${framework.id} has no levels with points, so it has no scoreboard`);
  }
  const pointsAt = (level: Level) => scale.levels.find((one) => one.level === level)?.points ?? scale.none.points;
  return {
    table: {
      none: scale.none.points,
      basic: pointsAt('basic'),
      advance: pointsAt('advance'),
      significance: pointsAt('significance'),
    },
    partialCredit: byPoints.partialCredit,
  };
}

function explainCategory(
  category: Category & { kind: 'process' },
  items: ReadonlyMap<string, ScoredItem>,
  points: PointRules,
  choice: ScoreChoice,
): TraceNode {
  const children = category.items.map((item) => explainItem(item, items.get(item.code), points, choice));
  return explain({
    kind: 'category',
    subject: category.code,
    rule: leadingRule(choice.profile),
    levelBy: { rule: 'P2', method: 'lowest' },
    pointsBy: { rule: 'P3', method: 'mean' },
    percentBy: null,
    limitedBy: lowestBelowTop(children),
    children,
  });
}

function explainItem(
  { code }: ProcessItem,
  item: ScoredItem | undefined,
  { table, partialCredit }: PointRules,
  { value, profile }: ScoreChoice,
): TraceNode {
  const pointsBy: PointsStep =
    partialCredit && item?.shares !== undefined
      ? { rule: 'P8', method: 'partial-credit', table, shares: item.shares }
      : { rule: 'P3', method: 'level-points', table };
  return explain({
    kind: 'item',
    subject: code,
    rule: profile === 'weakest-link' ? 'P1' : pointsBy.rule,
    levelBy: {
      rule: 'P1',
      method: 'item-value',
      value,
      claimed: item?.claimed ?? null,
      advised: item?.advised ?? null,
      approved: item?.approved ?? null,
    },
    pointsBy,
    percentBy: null,
    limitedBy: [],
    children: [],
  });
}

const leadingRule = (profile: ScoreProfile) => (profile === 'weakest-link' ? 'P2' : 'P3');

/** P4: the items at the lowest level among these; [] when even that is Significance. */
function lowestBelowTop(items: readonly TraceNode[]): string[] {
  const lowest = Math.min(...items.map(({ level }) => levelRank(level)));
  return items
    .filter(({ level }) => levelRank(level) === lowest && level !== 'significance')
    .map(({ subject }) => subject);
}

/** P4: the items that keep the overall value below a level. */
function codesBelow(level: Level, items: readonly TraceNode[]): string[] {
  return items.filter((item) => levelRank(item.level) < levelRank(level)).map(({ subject }) => subject);
}

function countLevels(items: readonly TraceNode[]): Scoreboard['counts'] {
  const count = (level: Level | null): number => items.filter((item) => item.level === level).length;
  return {
    basic: count('basic'),
    advance: count('advance'),
    significance: count('significance'),
    none: count(null),
  };
}

function tellCategory({ subject, level, points, limitedBy, kind }: TraceNode): CategoryScore {
  const process = kind === 'category';
  return { code: subject, level, points: process ? (points?.rounded ?? 0) : null, limitedBy: [...limitedBy] };
}
