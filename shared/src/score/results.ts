import { AppError } from '../errors/errors.ts';
import type { Category, Framework } from '../framework/framework.ts';
import type { Switches } from '../framework/methods.ts';
import { type Amount, fractionOf, roundHalfUp } from './exact.ts';
import { type Indicator, measureOf } from './indicators.ts';
import type { ScoreInput } from './input.ts';
import { explain } from './recompute.ts';
import type { Conflict, Results } from './scoreboard.ts';
import { tierMaxPoints } from './tiers.ts';
import type { PercentStep, TraceNode } from './trace.ts';

type ResultsCategory = Extract<Category, { kind: 'results' }>;

/** The switches that hold for a framework, unless a caller names others (docs/score.md P6). */
export const plainSwitches: Switches = { missing: 'exclude', cap: null, stages: 'flat', decimals: 2 };

/**
 * The explanation of a results category: dimensions with their indicators and the percentage they come to (docs/score.md
 * P6). Throws AppError `invalid` for an indicator that the framework has no place or no method for.
 */
export function explainResults(
  framework: Framework,
  category: ResultsCategory,
  indicators: readonly Indicator[],
  switches: Switches,
): TraceNode {
  refuseRepeated(indicators);
  for (const indicator of indicators) refuseStranger(framework, category, indicator);
  const percentBy: PercentStep = { rule: 'P6', method: 'mean-of-indicators', switches };
  const children = category.items.map(({ code }) =>
    node('dimension', code, percentBy, indicators.filter(({ dimension }) => dimension === code).map(explainIndicator)),
  );
  return node('results', category.code, percentBy, children);
}

/** The results as the scoreboard tells them: percentage, reported figure, how many are measured, and the conflicts. */
export function tellResults(explained: TraceNode | null, input: ScoreInput, switches: Switches): Results {
  const percent = explained?.percent ?? null;
  const figures = input.reported?.figures ?? [];
  const only = figures.length === 1 ? figures[0] : undefined;
  const reported = only?.percent ?? null;
  return {
    percent: percent?.rounded ?? null,
    reported,
    ...countMeasured(input),
    switches,
    conflicts: findConflicts(figures, percent, reported),
  };
}

function countMeasured({ indicators, reported }: ScoreInput): Pick<Results, 'measured' | 'total'> {
  if (indicators.length > 0) {
    const applying = indicators.filter(({ status }) => status.kind !== 'not-applicable');
    return { measured: applying.filter(({ status }) => status.kind === 'reported').length, total: applying.length };
  }
  const total = reported?.indicatorCount ?? null;
  const missing = reported?.notMeasurableCount ?? null;
  return { measured: total === null || missing === null ? null : total - missing, total };
}

function findConflicts(
  figures: NonNullable<ScoreInput['reported']>['figures'],
  percent: Amount | null,
  reported: number | null,
): Conflict[] {
  const owned = figures.filter(({ statements }) => new Set(statements.map((one) => one.attributedTo)).size > 1);
  const differs = percent !== null && reported !== null && !readsAs(reported, percent);
  return [
    ...owned.map((figure): Conflict => ({ kind: 'owners', percent: figure.percent, statements: figure.statements })),
    ...(figures.length > 1 ? [{ kind: 'figures', figures } as const] : []),
    ...(differs ? [{ kind: 'measured', percent: percent.rounded, reported } as const] : []),
  ];
}

/** Whether a figure is the number, as precisely as the figure was written: 92.9 reads as 92.88. */
function readsAs(figure: number, percent: Amount): boolean {
  const decimals = String(figure).split('.')[1]?.length ?? 0;
  return roundHalfUp(fractionOf(percent), decimals) === figure;
}

function refuseRepeated(indicators: readonly Indicator[]): void {
  const ids = indicators.map(({ id }) => id);
  const repeated = ids.find((id, place) => ids.indexOf(id) !== place);
  if (repeated !== undefined)
    throw new AppError('invalid', `indicator ${repeated} is given twice`, { indicator: repeated });
}

function refuseStranger(framework: Framework, category: ResultsCategory, indicator: Indicator): void {
  const { id, dimension, rule, years } = indicator;
  const refuse = (why: string): never => {
    throw new AppError('invalid', `indicator ${id}: ${why}`, { indicator: id });
  };
  if (!category.items.some(({ code }) => code === dimension)) refuse(`there is no dimension ${dimension}`);
  const rules = framework.indicatorRules;
  if (!rules?.methods.includes(rule.method)) refuse(`${framework.id} does not measure by ${rule.method}`);
  if (rules !== null && years.length > rules.fiscalYears) refuse(`more than ${rules.fiscalYears} fiscal years`);
}

function explainIndicator(indicator: Indicator): TraceNode {
  const { status } = indicator;
  const step: PercentStep =
    status.kind === 'reported' ? measureOf(indicator) : { rule: 'P6', method: status.kind, reason: status.reason };
  return node('indicator', indicator.id, step, []);
}

function node(
  kind: 'results' | 'dimension' | 'indicator',
  subject: string,
  percentBy: PercentStep,
  children: readonly TraceNode[],
): TraceNode {
  const tiered = percentBy.method === 'tiers';
  return explain({
    kind,
    subject,
    rule: tiered ? 'P7' : 'P6',
    levelBy: null,
    pointsBy: tiered ? { rule: 'P7', method: 'share-of-points', maxPoints: tierMaxPoints } : null,
    percentBy,
    limitedBy: [],
    children,
  });
}
