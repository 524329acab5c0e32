import { expect, test } from 'vitest';
import { fillOf } from './fillOf.ts';

test('a form is near its limit from 90 % on, and over it from one letter beyond', () => {
  expect([0, 7_199, 7_200, 8_000, 8_001].map((count) => fillOf(count, 8_000))).toEqual([
    'free',
    'free',
    'near',
    'near',
    'over',
  ]);
});
