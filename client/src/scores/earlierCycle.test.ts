import type { CycleAnswer } from '@ruam/shared/api/api.ts';
import { expect, test } from 'vitest';
import { earlierCycle } from './earlierCycle.ts';

const cycle = (id: string, fiscalYearBE: number, round: 6 | 12 = 12, agency = 'a'): CycleAnswer => ({
  id,
  title: id,
  agency,
  fiscalYearBE,
  round,
  frameworkId: 'pmqa-4.0-2562',
  status: 'open',
});
const now = cycle('now', 2563);

test('the nearest year before of the same agency, and of its rounds the longest', () => {
  const cycles = [now, cycle('older', 2561), cycle('half', 2562, 6), cycle('whole', 2562), cycle('next', 2564)];
  expect(earlierCycle(now, cycles)?.id).toBe('whole');
});

test('another agency, and a round of the same year, are no year before', () => {
  expect(earlierCycle(now, [now, cycle('half', 2563, 6), cycle('other', 2562, 12, 'b')])).toBeNull();
});
