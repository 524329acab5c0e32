import { expect, test } from 'vitest';
import { lineOf, phoneChain, placeNotes, wideChain } from './chainGeometry.ts';

const items = ['1.1', '1.2', '2.1'].map((code) => ({
  code,
  category: code.slice(0, 1),
  level: 'basic' as const,
  isApproved: false,
}));

test('notes of a category stand closer together than two categories', () => {
  const [first, second, third] = placeNotes(items, wideChain).map(({ x }) => x);
  expect((second ?? 0) - (first ?? 0)).toBeLessThan((third ?? 0) - (second ?? 0));
});

test('every note stands right of the words and inside the drawing', () => {
  for (const size of [wideChain, phoneChain]) {
    for (const { x } of placeNotes(items, size)) {
      expect(x).toBeGreaterThan(size.left);
      expect(x).toBeLessThan(size.width);
    }
  }
});

test('a higher level lies higher, none lowest', () => {
  const heights = ([null, 'basic', 'advance', 'significance'] as const).map((level) => lineOf(level, wideChain));
  expect([...heights].sort((one, other) => other - one)).toEqual(heights);
});
