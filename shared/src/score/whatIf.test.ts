import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { scoreProfileSchema, scoreValueSchema } from '../assessment/assessment.ts';
import { parseFramework } from '../framework/framework.ts';
import { fy2562 } from './fixtures/fy2562.ts';
import { computeScoreboard, recomputeTrace, scoreboardSchema, whatIf } from './score.ts';
import { supposeLevels } from './whatIf.ts';

const file = new URL('../framework/editions/pmqa-4.0-2562.json', import.meta.url);
const pmqa = parseFramework(JSON.parse(readFileSync(file, 'utf8')));
const claimed = { value: 'claimed', profile: 'weakest-link' } as const;
const real = computeScoreboard(pmqa, fy2562, claimed);

describe('P5 what if', () => {
  test('P5 3.3 and 4.1 at Advance give overall Advance and 454.17, beside Basic and 445.83', () => {
    const { supposed, changes, real: kept } = supposeLevels(pmqa, real, { '3.3': 'advance', '4.1': 'advance' });
    expect(supposed.overall).toEqual({ level: 'advance', points: 454.17 });
    expect(kept.overall).toEqual({ level: 'basic', points: 445.83 });
    expect(changes).toEqual([
      { code: '3.3', from: 'basic', to: 'advance' },
      { code: '4.1', from: 'basic', to: 'advance' },
    ]);
  });

  test('P4 it says what would limit then, and explains itself', () => {
    const { supposed } = supposeLevels(pmqa, real, { '3.3': 'advance' });
    expect(supposed.overall.level).toBe('basic');
    expect(supposed.trace.limitedBy).toEqual(['4.1']);
    expect(recomputeTrace(supposed.trace).points).toEqual(supposed.trace.points);
    expect(scoreboardSchema.parse(supposed)).toEqual(supposed);
  });

  test.each(scoreValueSchema.options)('of %s it is what the score of such a cycle would be', (value) => {
    const levels = { '1.2': null, '3.3': 'significance', '6.4': 'basic' } as const;
    for (const profile of scoreProfileSchema.options) {
      const choice = { value, profile };
      const { supposed } = supposeLevels(pmqa, computeScoreboard(pmqa, fy2562, choice), levels);
      const made = computeScoreboard(pmqa, whatIf(fy2562, { value, levels }), choice);
      expect({ ...supposed, trace: null }).toEqual({ ...made, trace: null });
    }
  });

  test('category 7 stays as it is', () => {
    const { supposed } = supposeLevels(pmqa, real, { '3.3': 'advance' });
    expect(supposed.results).toEqual(real.results);
    expect(supposed.trace.children.at(-1)).toEqual(real.trace.children.at(-1));
  });

  test('what is no process item, and a level that it has anyway, change nothing and fail nothing', () => {
    const same = supposeLevels(pmqa, real, { '3.3': 'basic', '7.1': 'basic', '9.9': 'advance' });
    expect(same).toEqual({ real, supposed: real, changes: [] });
  });
});
