import { expect, test } from 'vitest';
import { fullness } from './fullness.ts';

test('S8 a warning from 80 % on, none without a limit', () => {
  expect(fullness({ sizeBytes: 799, maxBytes: 1000 })).toBeNull();
  expect(fullness({ sizeBytes: 800, maxBytes: 1000 })).toBe(80);
  expect(fullness({ sizeBytes: 1200, maxBytes: 1000 })).toBe(120);
  expect(fullness({ sizeBytes: 5, maxBytes: 0 })).toBeNull();
});
