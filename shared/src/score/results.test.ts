import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AppError } from '../errors/errors.ts';
import { parseFramework } from '../framework/framework.ts';
import { fy2562 } from './fixtures/fy2562.ts';
import { type Indicator, indicatorSchema } from './indicators.ts';
import type { ReportedResults } from './input.ts';
import { plainSwitches } from './results.ts';
import { computeScoreboard, recomputeTrace, scoreboardSchema } from './score.ts';

const file = new URL('../framework/editions/pmqa-4.0-2562.json', import.meta.url);
const pmqa = parseFramework(JSON.parse(readFileSync(file, 'utf8')));

function indicator(id: string, actual: number | string | null, change: Partial<Indicator> = {}): Indicator {
  return indicatorSchema.parse({
    id,
    dimension: '7.1',
    direction: 'more',
    target: 100,
    rule: { method: 'achievement-percent', cap: null },
    status: actual === null ? { kind: 'pending', reason: 'announced next year' } : { kind: 'reported' },
    years: actual === null ? [] : [{ fiscalYearBE: 2562, actual }],
    ...change,
  });
}

/** 41 indicators that average 92.88 exactly, and 2 that are pending. */
const fortyThree = [
  ...Array.from({ length: 20 }, (_, place) => indicator(`low${place}`, '90.01')),
  ...Array.from({ length: 20 }, (_, place) => indicator(`high${place}`, '95.75')),
  indicator('middle', '92.88'),
  indicator('visits', null, { dimension: '7.4' }),
  indicator('awards', null, { dimension: '7.4' }),
];

function results(indicators: readonly Indicator[], switches = plainSwitches, reported: ReportedResults | null = null) {
  const score = computeScoreboard(
    pmqa,
    { ...fy2562, indicators, reported },
    { value: 'claimed', profile: 'weakest-link', switches },
  );
  expect(scoreboardSchema.parse(score)).toEqual(score);
  return score.results;
}

describe('P6 the results of category 7', () => {
  test('P6 pending excluded: 41 of 43 measured, 92.88', () => {
    expect(results(fortyThree)).toEqual({
      percent: 92.88,
      reported: null,
      measured: 41,
      total: 43,
      switches: { missing: 'exclude', cap: null, stages: 'flat', decimals: 2 },
      conflicts: [],
    });
  });

  test('P6 pending as zero: 88.56, and the switch is printed with it', () => {
    const told = results(fortyThree, { ...plainSwitches, missing: 'zero' });
    expect(told.percent).toBe(88.56);
    expect(told.switches.missing).toBe('zero');
  });

  test('P6 not applicable counts nowhere', () => {
    const none = indicator('none', null, { status: { kind: 'not-applicable', reason: 'no such service' } });
    const told = results([...fortyThree, none], { ...plainSwitches, missing: 'zero' });
    expect([told.percent, told.measured, told.total]).toEqual([88.56, 41, 43]);
  });

  test('P6 a cap holds each indicator, not the mean', () => {
    const two = [indicator('a', 150), indicator('b', 50)];
    expect(results(two).percent).toBe(100);
    expect(results(two, { ...plainSwitches, cap: 100 }).percent).toBe(75);
  });

  test('P6 stages: one mean of all, or the mean of the dimensions', () => {
    const three = [indicator('a', 100), indicator('b', 100), indicator('c', 40, { dimension: '7.2' })];
    expect(results(three).percent).toBe(80);
    expect(results(three, { ...plainSwitches, stages: 'by-dimension' }).percent).toBe(70);
  });

  test('P6 decimals of the printed result', () => {
    const third = [indicator('a', 1, { target: 3 })];
    expect(
      [0, 1, 2].map((decimals) => results(third, { ...plainSwitches, decimals: decimals as 0 | 1 | 2 }).percent),
    ).toEqual([33, 33.3, 33.33]);
  });

  test('P6 all pending: no percentage when excluded, 0 when they count as zero', () => {
    const pending = [indicator('a', null)];
    expect(results(pending).percent).toBeNull();
    expect(results(pending, { ...plainSwitches, missing: 'zero' }).percent).toBe(0);
  });

  test('P2 P6 the results stand beside the score and never change it', () => {
    const choice = { value: 'claimed', profile: 'points-500' } as const;
    const without = computeScoreboard(pmqa, fy2562, choice);
    const zero = computeScoreboard(pmqa, { ...fy2562, indicators: [indicator('a', 0)] }, choice);
    expect(zero.results.percent).toBe(0);
    expect([zero.overall, zero.counts, zero.categories]).toEqual([without.overall, without.counts, without.categories]);
    const explained = zero.trace.children.find(({ kind }) => kind === 'results');
    expect(explained && recomputeTrace(explained).percent).toEqual({ exact: '0', rounded: 0 });
  });

  test('P6 target 0, a strange dimension and a method the framework does not allow are errors', () => {
    expect(() => results([indicator('a', 1, { target: 0 })])).toThrow(AppError);
    expect(() => results([indicator('a', 1, { dimension: '7.9' })])).toThrow('there is no dimension 7.9');
    expect(() => results([indicator('a', 1), indicator('a', 2)])).toThrow('given twice');
    const strict = { ...pmqa, indicatorRules: { ...pmqa.indicatorRules, methods: ['binary'] } };
    expect(() =>
      computeScoreboard(
        parseFramework(strict),
        { ...fy2562, indicators: [indicator('a', 1)] },
        { value: 'claimed', profile: 'weakest-link' },
      ),
    ).toThrow('does not measure by achievement-percent');
  });
});

describe('P6 reported figures', () => {
  test('P6 FY 2562: reported 92.88, 41 of 43, no percentage of its own, one figure with three owners', () => {
    const told = results([], plainSwitches, fy2562.reported);
    expect([told.percent, told.reported, told.measured, told.total]).toEqual([null, 92.88, 41, 43]);
    expect(told.conflicts).toEqual([
      { kind: 'owners', percent: 92.88, statements: fy2562.reported?.figures[0]?.statements },
    ]);
  });

  test('P6 two different figures are a conflict and neither is picked', () => {
    const figures = [
      { percent: 92.88, statements: [{ line: 1, text: '', attributedTo: 'category-7' as const }] },
      { percent: 90, statements: [{ line: 2, text: '', attributedTo: 'category-7' as const }] },
    ];
    const told = results([], plainSwitches, { figures, indicatorCount: null, notMeasurableCount: null });
    expect(told.reported).toBeNull();
    expect(told.conflicts).toEqual([{ kind: 'figures', figures }]);
    expect([told.measured, told.total]).toEqual([null, null]);
  });

  test('P6 entered indicators that give another percentage than reported are a conflict, rounding is not', () => {
    const statements = [{ line: 1, text: '', attributedTo: 'indicators' as const }];
    const reported = (percent: number) => ({
      figures: [{ percent, statements }],
      indicatorCount: 43,
      notMeasurableCount: 2,
    });
    expect(results(fortyThree, plainSwitches, reported(92.88)).conflicts).toEqual([]);
    expect(results(fortyThree, plainSwitches, reported(92.9)).conflicts).toEqual([]);
    expect(results(fortyThree, plainSwitches, reported(95)).conflicts).toEqual([
      { kind: 'measured', percent: 92.88, reported: 95 },
    ]);
  });

  test('P6 no report and no indicators: everything unknown', () => {
    expect(results([])).toMatchObject({ percent: null, reported: null, measured: null, total: null, conflicts: [] });
  });
});
