import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Level, levelRank, levels } from '../assessment/level.ts';
import { parseFramework } from '../framework/framework.ts';
import { listProcessItems } from '../framework/lookup.ts';
import { type Indicator, indicatorSchema } from './indicators.ts';
import type { ScoreInput } from './input.ts';
import { computeScoreboard, recomputeTrace, whatIf } from './score.ts';
import type { Scoreboard } from './scoreboard.ts';
import type { TraceNode } from './trace.ts';

const file = new URL('../framework/editions/pmqa-4.0-2562.json', import.meta.url);
const pmqa = parseFramework(JSON.parse(readFileSync(file, 'utf8')));
const partial = parseFramework({
  ...pmqa,
  profiles: pmqa.profiles.map((profile) =>
    profile.method === 'mean-points' ? { ...profile, partialCredit: true } : profile,
  ),
});

const level = fc.constantFrom<Level | null>(null, ...levels);
const share = fc
  .integer({ min: 1, max: 5 })
  .chain((total) => fc.record({ met: fc.integer({ min: 0, max: total }), total: fc.constant(total) }));
const shares = fc.option(fc.record({ basic: share, advance: share, significance: share }), { nil: undefined });
const codes = listProcessItems(pmqa).map(({ code }) => code);
const items = fc.tuple(
  ...codes.map((code) =>
    fc.record({ code: fc.constant(code), claimed: level, advised: level, approved: level, shares }),
  ),
);
const hundredths = (min: number) => fc.integer({ min, max: 20_000 }).map((value) => `${value / 100}`);
const indicator = fc.record({
  id: fc.uuid(),
  dimension: fc.constantFrom('7.1', '7.2', '7.3', '7.4', '7.5', '7.6'),
  direction: fc.constantFrom('more' as const, 'less' as const),
  target: hundredths(1),
  rule: fc.constantFrom(
    { method: 'achievement-percent' as const, cap: null },
    { method: 'achievement-percent' as const, cap: '110' },
    { method: 'tiers' as const },
    { method: 'binary' as const },
  ),
  status: fc.constantFrom(
    { kind: 'reported' as const },
    { kind: 'pending' as const, reason: 'later' },
    { kind: 'not-applicable' as const, reason: 'none' },
  ),
  years: hundredths(0).map((actual) => [{ fiscalYearBE: 2562, actual }]),
}) satisfies fc.Arbitrary<Indicator>;
const input: fc.Arbitrary<ScoreInput> = fc.record({
  items,
  indicators: fc.array(indicator, { maxLength: 12 }),
  reported: fc.constant(null),
});
const choice = fc.record({
  value: fc.constantFrom('claimed' as const, 'advised' as const, 'approved' as const, 'latest' as const),
  profile: fc.constantFrom('weakest-link' as const, 'points-500' as const),
  switches: fc.record({
    missing: fc.constantFrom('exclude' as const, 'zero' as const),
    cap: fc.constantFrom(null, 100, '99.5'),
    stages: fc.constantFrom('flat' as const, 'by-dimension' as const),
    decimals: fc.constantFrom(0 as const, 1 as const, 2 as const),
  }),
});
const framework = fc.constantFrom(pmqa, partial);

/** Everything in a scoreboard that must not fall, as numbers in a fixed order. */
function heights(score: Scoreboard): number[] {
  const { counts } = score;
  return [
    levelRank(score.overall.level),
    score.overall.points,
    ...score.categories.flatMap((category) => [levelRank(category.level), category.points ?? 0]),
    score.results.percent ?? -1,
    counts.significance,
    counts.significance + counts.advance,
    counts.significance + counts.advance + counts.basic,
    -score.limitedBy.advance.length,
    -score.limitedBy.significance.length,
  ];
}

const nodesOf = (node: TraceNode): TraceNode[] => [node, ...node.children.flatMap(nodesOf)];

describe('P1-P8 for every assessment', () => {
  test('P1 P2 P3 raising one level never lowers any result, in either profile', () => {
    const place = fc.nat(codes.length - 1);
    fc.assert(
      fc.property(framework, input, choice, place, level, (model, before, chosen, at, to) => {
        const item = before.items[at];
        const { value } = chosen;
        const from = value === 'latest' ? (item?.approved ?? item?.advised ?? item?.claimed) : item?.[value];
        fc.pre(item !== undefined && levelRank(to) >= levelRank(from ?? null));
        const after = whatIf(before, { value, levels: { [item.code]: to } });
        const low = heights(computeScoreboard(model, before, chosen));
        const high = heights(computeScoreboard(model, after, chosen));
        expect(high.every((height, index) => height >= (low[index] ?? 0))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('P4 every node of every explanation recomputes to what it says, through JSON too', () => {
    fc.assert(
      fc.property(framework, input, choice, (model, given, chosen) => {
        const { trace } = computeScoreboard(model, given, chosen);
        const sent: TraceNode = JSON.parse(JSON.stringify(trace));
        for (const node of nodesOf(sent)) {
          const { level, points, percent } = node;
          expect(recomputeTrace(node)).toEqual({ level, points, percent });
        }
      }),
      { numRuns: 60 },
    );
  });

  test('P4 the scoreboard says the numbers of its explanation', () => {
    fc.assert(
      fc.property(input, choice, (given, chosen) => {
        const score = computeScoreboard(pmqa, given, chosen);
        const recomputed = recomputeTrace(score.trace);
        expect(score.overall).toEqual({ level: recomputed.level, points: recomputed.points?.rounded });
        const results = score.trace.children.at(-1);
        expect(score.results.percent).toBe(
          results === undefined ? null : (recomputeTrace(results).percent?.rounded ?? null),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('P2 the order of items and indicators does not matter', () => {
    const shuffled = input.chain((given) =>
      fc.record({
        given: fc.constant(given),
        items: fc.shuffledSubarray([...given.items], { minLength: given.items.length }),
        indicators: fc.shuffledSubarray([...given.indicators], { minLength: given.indicators.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, choice, ({ given, items, indicators }, chosen) => {
        const { trace, ...told } = computeScoreboard(pmqa, given, chosen);
        const { trace: other, ...toldOther } = computeScoreboard(pmqa, { ...given, items, indicators }, chosen);
        expect(toldOther).toEqual(told);
        expect(recomputeTrace(other)).toEqual(recomputeTrace(trace));
      }),
      { numRuns: 60 },
    );
  });

  test('P3 points agree with plain whole-number arithmetic', () => {
    fc.assert(
      fc.property(input, (given) => {
        const score = computeScoreboard(pmqa, given, { value: 'claimed', profile: 'points-500' });
        const points = given.items.map(({ claimed }) => (claimed === null ? 0 : 200 + 100 * levelRank(claimed)));
        const sum = points.reduce((total, one) => total + one, 0);
        expect(score.overall.points).toBe(Math.floor((sum * 200 + 24) / 48) / 100);
      }),
      { numRuns: 60 },
    );
  });

  test('P6 the schema takes every indicator the properties use', () => {
    fc.assert(
      fc.property(indicator, (one) => indicatorSchema.safeParse(one).success),
      { numRuns: 50 },
    );
  });
});
