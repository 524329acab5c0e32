import Fraction from 'fraction.js';
import { type Level, levelRank, lowerLevel } from '../assessment/level.ts';
import type { Switches } from '../framework/methods.ts';
import { type Amount, amountOf, exactly, fractionOf, lowerOf, meanOf, zero } from './exact.ts';
import { percentOf } from './indicators.ts';
import type { Ceiling, LevelStep, PercentStep, PointsStep, PointTable, Shares, TraceNode } from './trace.ts';

/** What a trace node comes to. */
interface Outcome {
  readonly level: Level | null;
  readonly points: Amount | null;
  readonly percent: Amount | null;
}

/** A node before it is worked out. */
type Explanation = Omit<TraceNode, keyof Outcome>;

/** Works a node out of its steps and children. The score is made by this and by nothing else, so it cannot leave its explanation. */
export function explain(node: Explanation): TraceNode {
  const level = node.levelBy === null ? null : levelBy(node.levelBy, node.children);
  const percent = node.percentBy === null ? null : percentBy(node.percentBy, node.children);
  const points = node.pointsBy === null ? null : pointsBy(node.pointsBy, level, percent, node.children);
  return {
    kind: node.kind,
    subject: node.subject,
    rule: node.rule,
    level,
    points: points === null ? null : amountOf(points),
    percent: percent === null ? null : amountOf(percent, decimalsOf(node.percentBy)),
    limitedBy: node.limitedBy,
    levelBy: node.levelBy,
    pointsBy: node.pointsBy,
    percentBy: node.percentBy,
    children: node.children,
  };
}

/** Works a whole trace out again from its leaves, disregarding every number and level written in it (docs/score.md P4). */
export function recomputeTrace(trace: TraceNode): Outcome {
  const { level, points, percent } = reexplain(trace);
  return { level, points, percent };
}

function reexplain(node: TraceNode): TraceNode {
  return explain({ ...node, children: node.children.map(reexplain) });
}

/** Category 7 stands beside the overall value (P2): it is told among the children and never counted. */
const counted = (children: readonly TraceNode[]): readonly TraceNode[] =>
  children.filter(({ kind }) => kind !== 'results');

function levelBy(step: LevelStep, children: readonly TraceNode[]): Level | null {
  switch (step.method) {
    case 'item-value':
      return step.value === 'latest' ? (step.approved ?? step.advised ?? step.claimed) : step[step.value];
    case 'lowest':
      return counted(children)
        .map((child) => child.level)
        .reduce<Level | null>(lowerLevel, 'significance');
  }
}

function pointsBy(
  step: PointsStep,
  level: Level | null,
  percent: Fraction | null,
  children: readonly TraceNode[],
): Fraction | null {
  switch (step.method) {
    case 'level-points':
      return exactly(step.table[level ?? 'none']);
    case 'partial-credit':
      return partialCredit(step.table, step.shares, level);
    case 'mean':
      return meanOf(counted(children).flatMap(({ points }) => (points === null ? [] : [fractionOf(points)])));
    case 'share-of-points':
      return percent === null ? null : percent.mul(exactly(step.maxPoints)).div(100);
  }
}

/** docs/score.md P8: 300·b + (b = 1 ? 100·a : 0) + (b = 1 and a = 1 ? 100·s : 0); a level that is reached counts as 1. */
function partialCredit(table: PointTable, shares: Shares, level: Level | null): Fraction {
  const share = (of: Level): Fraction =>
    levelRank(level) >= levelRank(of) ? new Fraction(1) : new Fraction(shares[of].met, shares[of].total);
  const [b, a, s] = [share('basic'), share('advance'), share('significance')];
  const gain = (from: keyof PointTable, to: Level): Fraction => exactly(table[to]).sub(exactly(table[from]));
  const first = exactly(table.none).add(gain('none', 'basic').mul(b));
  if (b.lt(1)) return first;
  const second = first.add(gain('basic', 'advance').mul(a));
  return a.lt(1) ? second : second.add(gain('advance', 'significance').mul(s));
}

function percentBy(step: PercentStep, children: readonly TraceNode[]): Fraction | null {
  switch (step.method) {
    case 'achievement-percent':
    case 'tiers':
    case 'linear-band':
    case 'binary':
      return percentOf(step);
    case 'pending':
    case 'not-applicable':
      return null;
    case 'mean-of-indicators':
      return meanOfIndicators(step.switches, children);
    case 'rating':
      return exactly(step.percent);
    case 'weighted-mean':
      return step.ceilings.reduce(
        (value, ceiling) => under(ceiling, value, children),
        weightedMean(step.weights, children),
      );
  }
}

/** docs/score.md P6: children are indicators, or dimensions that hold them. */
function meanOfIndicators(switches: Switches, children: readonly TraceNode[]): Fraction | null {
  const dimensions = children.filter(({ kind }) => kind === 'dimension');
  if (dimensions.length === 0) return meanOf(children.flatMap((indicator) => contribution(switches, indicator)));
  if (switches.stages === 'flat')
    return meanOfIndicators(
      switches,
      dimensions.flatMap((dimension) => dimension.children),
    );
  return meanOf(dimensions.flatMap(({ percent }) => (percent === null ? [] : [fractionOf(percent)])));
}

function contribution(switches: Switches, { percent, percentBy: step }: TraceNode): Fraction[] {
  if (step?.method === 'not-applicable') return [];
  if (percent === null) return switches.missing === 'zero' ? [zero] : [];
  const value = fractionOf(percent);
  return [switches.cap === null ? value : lowerOf(value, exactly(switches.cap))];
}

function weightedMean(
  weights: Readonly<Record<string, string | number>> | null,
  children: readonly TraceNode[],
): Fraction {
  const parts = children.map(({ subject, percent }) => ({
    weight: exactly(weights === null ? 1 : (weights[subject] ?? 0)),
    value: percent === null ? zero : fractionOf(percent),
  }));
  const whole = parts.reduce((sum, { weight }) => sum.add(weight), zero);
  return parts.reduce((sum, { weight, value }) => sum.add(weight.mul(value)), zero).div(whole);
}

function under(ceiling: Ceiling, value: Fraction, children: readonly TraceNode[]): Fraction {
  const child = children.find(({ subject }) => subject === ceiling.subject);
  if (child === undefined) return value;
  const reached = child.percent === null ? zero : fractionOf(child.percent);
  switch (ceiling.gate) {
    case 'attribute-caps-item':
      return lowerOf(value, reached);
    case 'category-caps-overall':
      return reached.lt(exactly(ceiling.below)) ? lowerOf(value, exactly(ceiling.cap)) : value;
  }
}

function decimalsOf(step: PercentStep | null): number {
  return step?.method === 'mean-of-indicators' ? step.switches.decimals : 2;
}
