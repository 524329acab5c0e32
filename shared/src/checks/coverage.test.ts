import { describe, expect, it } from 'vitest';
import type { Level } from '../assessment/level.ts';
import { type CheckStanding, coverageOf, isProven, missingFor } from './coverage.ts';

const check = (id: string, level: Level, standing: Partial<CheckStanding> = {}): CheckStanding => ({
  id,
  item: '3.3',
  level,
  passageCount: 0,
  fileCount: 0,
  tick: null,
  ...standing,
});

describe('J7 coverage of checks', () => {
  const checks = [
    check('b1', 'basic', { passageCount: 2, tick: {} }),
    check('b2', 'basic', { fileCount: 1 }),
    check('a1', 'advance', { tick: {} }),
    check('a2', 'advance'),
    check('s1', 'significance', { passageCount: 1, fileCount: 3, tick: {} }),
  ];

  it('a passage or a file proves a check, a tick alone does not', () => {
    expect(checks.filter(isProven).map(({ id }) => id)).toEqual(['b1', 'b2', 's1']);
    expect(coverageOf(checks)).toEqual({ total: 5, proven: 3, ticked: 3 });
  });

  it.each([
    ['basic', [], ['b2']],
    ['advance', ['a1', 'a2'], ['b2']],
    ['significance', ['a1', 'a2'], ['b2']],
  ] as const)('what is missing for %s is of that level and those below it', (level, unproven, unticked) => {
    const missing = missingFor(checks, level);
    expect(missing.unproven.map(({ id }) => id)).toEqual(unproven);
    expect(missing.unticked.map(({ id }) => id)).toEqual(unticked);
  });

  it('an item without checks lacks nothing', () => {
    expect(coverageOf([])).toEqual({ total: 0, proven: 0, ticked: 0 });
    expect(missingFor([], 'significance')).toEqual({ unproven: [], unticked: [] });
  });
});
