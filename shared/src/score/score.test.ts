import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AppError } from '../errors/errors.ts';
import { parseFramework } from '../framework/framework.ts';
import { fy2562 } from './fixtures/fy2562.ts';
import type { ScoreInput } from './input.ts';
import { computeScoreboard, recomputeTrace, scoreboardSchema, whatIf } from './score.ts';

const file = new URL('../framework/editions/pmqa-4.0-2562.json', import.meta.url);
const pmqa = parseFramework(JSON.parse(readFileSync(file, 'utf8')));
const claimed = { value: 'claimed', profile: 'weakest-link' } as const;

const belowSignificance = ['3.2', '3.3', '4.1', '4.4', '5.1', '5.2', '5.3', '5.4', '6.2', '6.3', '6.4'];

/** FY 2562 with one item's three values replaced. */
function withItem(code: string, values: Partial<ScoreInput['items'][number]>): ScoreInput {
  return { ...fy2562, items: fy2562.items.map((item) => (item.code === code ? { ...item, ...values } : item)) };
}

describe('P5 FY 2562', () => {
  test('P5 13 significance, 9 advance, 2 basic; category levels S S B B A A; overall Basic', () => {
    const score = computeScoreboard(pmqa, fy2562, claimed);
    expect(score.counts).toEqual({ basic: 2, advance: 9, significance: 13, none: 0 });
    expect(score.categories.map(({ level }) => level)).toEqual([
      'significance',
      'significance',
      'basic',
      'basic',
      'advance',
      'advance',
      null,
    ]);
    expect(score.overall).toEqual({ level: 'basic', points: 445.83 });
  });

  test('P5 points 500 500 425 425 400 425, mean 445.83, the same in both profiles', () => {
    for (const profile of ['weakest-link', 'points-500'] as const) {
      const score = computeScoreboard(pmqa, fy2562, { value: 'claimed', profile });
      expect(score.profile).toBe(profile);
      expect(score.categories.map(({ points }) => points)).toEqual([500, 500, 425, 425, 400, 425, null]);
      expect(score.overall).toEqual({ level: 'basic', points: 445.83 });
      expect(score.trace.points).toEqual({ exact: '2675/6', rounded: 445.83 });
      expect(score.trace.rule).toBe(profile === 'weakest-link' ? 'P2' : 'P3');
    }
  });

  test('P5 raising 3.3 and 4.1 to Advance gives overall Advance and 454.17', () => {
    const raised = whatIf(fy2562, { value: 'claimed', levels: { '3.3': 'advance', '4.1': 'advance' } });
    const score = computeScoreboard(pmqa, raised, claimed);
    expect(score.overall).toEqual({ level: 'advance', points: 454.17 });
    expect(score.limitedBy).toEqual({ advance: [], significance: belowSignificance });
    expect(computeScoreboard(pmqa, fy2562, claimed).overall.level).toBe('basic');
  });

  test('P5 nothing approved yet: levels null, points 0, none 24', () => {
    const score = computeScoreboard(pmqa, fy2562, { value: 'approved', profile: 'weakest-link' });
    expect(score.overall).toEqual({ level: null, points: 0 });
    expect(score.counts).toEqual({ basic: 0, advance: 0, significance: 0, none: 24 });
    expect(score.categories.slice(0, 6).map(({ level, points }) => [level, points])).toEqual(Array(6).fill([null, 0]));
    expect(score.limitedBy.advance).toHaveLength(24);
  });

  test('P5 the answer has exactly the promised shape', () => {
    const score = computeScoreboard(pmqa, fy2562, claimed);
    expect(scoreboardSchema.parse(score)).toEqual(score);
    expect(Object.keys(score)).toEqual([
      'value',
      'profile',
      'overall',
      'counts',
      'categories',
      'results',
      'limitedBy',
      'trace',
    ]);
    expect(score.categories[6]).toEqual({ code: '7', level: null, points: null, limitedBy: [] });
  });
});

describe('P1 P2 P4 levels and what limits them', () => {
  test('P1 a value is one of the three, never a mixture', () => {
    const input = withItem('3.3', { claimed: 'basic', advised: 'advance', approved: null });
    const level = (value: 'claimed' | 'advised' | 'approved' | 'latest') =>
      computeScoreboard(pmqa, input, { value, profile: 'weakest-link' }).trace.children[2]?.children[2]?.level;
    expect([level('claimed'), level('advised'), level('approved'), level('latest')]).toEqual([
      'basic',
      'advance',
      null,
      'advance',
    ]);
  });

  test('P1 latest is approved, else advised, else claimed', () => {
    const input = withItem('4.1', { claimed: 'significance', advised: 'advance', approved: 'basic' });
    const score = computeScoreboard(pmqa, input, { value: 'latest', profile: 'weakest-link' });
    expect(score.categories[3]).toEqual({ code: '4', level: 'basic', points: 425, limitedBy: ['4.1'] });
    expect(score.categories[0]?.level).toBe('significance');
  });

  test('P2 an item without a level gives its category and the whole none', () => {
    const score = computeScoreboard(pmqa, withItem('1.2', { claimed: null }), claimed);
    expect(score.overall).toEqual({ level: null, points: 425 });
    expect(score.categories[0]).toEqual({ code: '1', level: null, points: 375, limitedBy: ['1.2'] });
    expect(score.counts.none).toBe(1);
  });

  test('P2 a process item that is missing has no level; a dimension changes nothing', () => {
    const missing = { ...fy2562, items: fy2562.items.filter(({ code }) => code !== '1.2') };
    expect(computeScoreboard(pmqa, missing, claimed).categories[0]?.level).toBeNull();
    const dimension = { code: '7.1', claimed: null, advised: null, approved: null };
    const more = { ...fy2562, items: [...fy2562.items, dimension] };
    expect(computeScoreboard(pmqa, more, claimed)).toEqual(computeScoreboard(pmqa, fy2562, claimed));
  });

  test('P4 items 3.3 and 4.1 hold the overall level, eleven items stand below Significance', () => {
    const score = computeScoreboard(pmqa, fy2562, claimed);
    expect(score.limitedBy).toEqual({ advance: ['3.3', '4.1'], significance: belowSignificance });
    expect(score.trace.limitedBy).toEqual(['3.3', '4.1']);
    expect(score.categories.map(({ limitedBy }) => limitedBy)).toEqual([
      [],
      [],
      ['3.3'],
      ['4.1'],
      ['5.1', '5.2', '5.3', '5.4'],
      ['6.2', '6.3', '6.4'],
      [],
    ]);
  });

  test('P4 the explanation of FY 2562 recomputes to its level and points', () => {
    const { trace } = computeScoreboard(pmqa, fy2562, claimed);
    expect(recomputeTrace(trace)).toEqual({
      level: 'basic',
      points: { exact: '2675/6', rounded: 445.83 },
      percent: null,
    });
  });

  test('P4 an explanation whose leaf was changed recomputes to another number, whatever the inner nodes say', () => {
    const { trace } = computeScoreboard(pmqa, fy2562, claimed);
    const forged = JSON.parse(JSON.stringify(trace).replace('"claimed":"basic"', '"claimed":"significance"'));
    expect(recomputeTrace(forged).points?.exact).toBe('2725/6');
  });
});

describe('input that cannot be scored', () => {
  test('an item the framework does not have, and an item given twice, are refused', () => {
    const [first] = fy2562.items;
    if (first === undefined) throw new Error('the fixture is empty');
    const stranger = { ...fy2562, items: [{ ...first, code: '8.1' }] };
    const twice = { ...fy2562, items: [first, first] };
    expect(() => computeScoreboard(pmqa, stranger, claimed)).toThrow(AppError);
    expect(() => computeScoreboard(pmqa, twice, claimed)).toThrow(AppError);
    expect(() => whatIf(fy2562, { value: 'claimed', levels: { '8.1': 'basic' } })).toThrow(AppError);
  });

  test('what-if copies and replaces one value only; for latest whichever stands', () => {
    const before = structuredClone(fy2562);
    const changed = whatIf(fy2562, { value: 'approved', levels: { '1.1': 'basic' } });
    expect(changed.items[0]).toMatchObject({ claimed: 'significance', advised: null, approved: 'basic' });
    const gone = whatIf(changed, { value: 'latest', levels: { '1.1': null } });
    expect(gone.items[0]).toMatchObject({ claimed: null, advised: null, approved: null });
    expect(fy2562).toEqual(before);
  });
});
