import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../errors/errors.ts';
import { parseFramework } from '../framework/framework.ts';
import { fy2562 } from './fixtures/fy2562.ts';
import { computeScoreboard, recomputeTrace, scoreByWeights } from './score.ts';
import type { Ratings } from './weighted.ts';

const file = new URL('../framework/fixtures/efqmLike.json', import.meta.url);
const efqm = parseFramework(JSON.parse(readFileSync(file, 'utf8')));

const process = (sound: number, deployed: number, refined: number) => ({ sound, deployed, refined });
const dimension = (scope: number, trend: number) => ({ scope, trend });
const ratings: Ratings = {
  '1.1': process(80, 60, 50),
  '1.2': process(60, 60, 60),
  '2.1': process(75, 50, 25),
  '2.2': process(50, 50, 50),
  '3.1': dimension(80, 60),
  '3.2': dimension(40, 20),
};
const score = (change: Ratings = {}) => scoreByWeights(efqm, 'points-1000', { ...ratings, ...change });

describe('P9 a framework of weights, attributes and caps is scored', () => {
  test('P9 attributes to item to category to overall by weights', () => {
    const trace = score();
    const [first, second, third] = trace.children;
    // 1.1: 0.4·80 + 0.4·60 + 0.2·50 = 66; 1.2: 60; category 1: 63.
    expect([first?.children[0]?.percent?.exact, first?.percent?.exact]).toEqual(['66', '63']);
    // 2.1: 30 + 20 + 5 = 55; 2.2: 50; category 2: 52.5.
    expect(second?.percent?.exact).toBe('105/2');
    // 3.1: 70 · 75 %, 3.2: 30 · 25 %.
    expect(third?.percent?.exact).toBe('60');
    // 0.2·63 + 0.325·52.5 + 0.475·60 = 58.1625 % of 1000 points.
    expect(trace.percent).toEqual({ exact: '4653/80', rounded: 58.16 });
    expect(trace.points).toEqual({ exact: '4653/8', rounded: 581.63 });
    expect(trace.limitedBy).toEqual([]);
  });

  test('P9 an attribute caps its item, and is named as what limits it', () => {
    const item = score({ '1.1': process(20, 90, 90) }).children[0]?.children[0];
    expect(item?.percent?.exact).toBe('20');
    expect(item?.limitedBy).toEqual(['sound']);
  });

  test('P9 a weak category caps the whole', () => {
    const best = process(100, 100, 100);
    const trace = score({
      '1.1': best,
      '1.2': best,
      '2.1': best,
      '2.2': best,
      '3.1': dimension(25, 25),
      '3.2': dimension(25, 25),
    });
    // Without the gate: 20 + 32.5 + 0.475·25 = 64.375 %.
    expect([trace.percent?.exact, trace.points?.exact]).toEqual(['50', '500']);
    expect(trace.limitedBy).toEqual(['3']);
  });

  test('P4 P9 the explanation recomputes, and raising one rating never lowers the whole', () => {
    const rating = fc.integer({ min: 0, max: 20 }).map((step) => step * 5);
    const given = fc.record({
      '1.1': fc.record({ sound: rating, deployed: rating, refined: rating }),
      '1.2': fc.record({ sound: rating, deployed: rating, refined: rating }),
      '3.1': fc.record({ scope: rating, trend: rating }),
    });
    fc.assert(
      fc.property(given, rating, (change, raised) => {
        const before = score(change);
        const sound = Math.max(raised, change['1.1'].sound);
        const after = score({ ...change, '1.1': { ...change['1.1'], sound } });
        expect(recomputeTrace(before)).toEqual({ level: null, points: before.points, percent: before.percent });
        expect(after.points?.rounded).toBeGreaterThanOrEqual(before.points?.rounded ?? 0);
      }),
      { numRuns: 80 },
    );
  });

  test('P9 a missing rating, one between the steps, another profile and a scoreboard of levels are refused', () => {
    const { '3.2': _gone, ...without } = ratings;
    expect(() => scoreByWeights(efqm, 'points-1000', without)).toThrow(AppError);
    expect(() => score({ '3.2': dimension(42, 20) })).toThrow('not a step of 5');
    expect(() => score({ '3.2': dimension(105, 20) })).toThrow(AppError);
    expect(() => scoreByWeights(efqm, 'points-500', ratings)).toThrow(AppError);
    expect(() =>
      computeScoreboard(efqm, { ...fy2562, items: [] }, { value: 'claimed', profile: 'weakest-link' }),
    ).toThrow(AppError);
  });
});
