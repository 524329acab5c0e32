import { expect, it } from 'vitest';
import { createFailureAudit } from './failureAudit.ts';

it('five failures of a person are written in ten minutes; the next one after that tells how many were not', () => {
  let now = 0;
  const failures = createFailureAudit(() => now);
  const notes = Array.from({ length: 8 }, () => failures.note('a'));
  expect(notes).toEqual([0, 0, 0, 0, 0, null, null, null]);
  expect(failures.note('b')).toBe(0);
  now = 600_000;
  expect([failures.note('a'), failures.note('a')]).toEqual([3, 0]);
});
