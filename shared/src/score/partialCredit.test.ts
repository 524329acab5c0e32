import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Level } from '../assessment/level.ts';
import { parseFramework } from '../framework/framework.ts';
import { computeScoreboard } from './score.ts';
import type { Shares } from './trace.ts';

const file = new URL('../framework/editions/pmqa-4.0-2562.json', import.meta.url);
const pmqa = parseFramework(JSON.parse(readFileSync(file, 'utf8')));
const partial = parseFramework({
  ...pmqa,
  profiles: pmqa.profiles.map((profile) =>
    profile.method === 'mean-points' ? { ...profile, partialCredit: true } : profile,
  ),
});

/** Points of item 1.1 with that level and these shares of checks. */
function pointsOf(
  framework: typeof pmqa,
  claimed: Level | null,
  [b, a, s]: readonly [number, number, number],
): string | undefined {
  const shares: Shares = {
    basic: { met: b, total: 4 },
    advance: { met: a, total: 4 },
    significance: { met: s, total: 4 },
  };
  const { trace } = computeScoreboard(
    framework,
    { items: [{ code: '1.1', claimed, advised: null, approved: null, shares }], indicators: [], reported: null },
    { value: 'claimed', profile: 'points-500' },
  );
  return trace.children[0]?.children[0]?.points?.exact;
}

describe('P8 partial credit', () => {
  test('P8 300·b, then 100·a once b = 1, then 100·s once a = 1', () => {
    expect(pointsOf(partial, null, [0, 0, 0])).toBe('0');
    expect(pointsOf(partial, null, [3, 4, 4])).toBe('225');
    expect(pointsOf(partial, null, [4, 1, 4])).toBe('325');
    expect(pointsOf(partial, null, [4, 4, 2])).toBe('450');
    expect(pointsOf(partial, null, [4, 4, 4])).toBe('500');
  });

  test('P8 a level that is reached counts in full, whatever is ticked', () => {
    expect(pointsOf(partial, 'basic', [0, 2, 0])).toBe('350');
    expect(pointsOf(partial, 'significance', [0, 0, 0])).toBe('500');
  });

  test('P8 only a profile that asks for it: PMQA 4.0 of 2562 does not', () => {
    expect(pointsOf(pmqa, null, [3, 4, 4])).toBe('0');
    expect(pointsOf(pmqa, 'basic', [4, 2, 0])).toBe('300');
  });
});
