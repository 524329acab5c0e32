import { levels } from '@ruam/shared/assessment/level.ts';
import { fy2562 } from '@ruam/shared/score/fixtures/fy2562.ts';
import { expect, test } from 'vitest';
import { type ChainItem, lineOf, placeNotes } from './chainGeometry.ts';
import { fitChain } from './chainScale.ts';
import { levelAt } from './levelAt.ts';

const items: readonly ChainItem[] = fy2562.items.map(({ code, claimed }) => ({
  code,
  category: code.slice(0, 1),
  level: claimed,
  isApproved: false,
}));

test.each([
  ['a phone', 'desk', 358, null],
  ['a pane', 'desk', 420, null],
  ['a desk', 'desk', 1000, null],
  ['a wall of 16:9', 'projector', 1744, 400],
  ['a wall of 4:3 with letters half as large again', 'projector', 843, 240],
] as const)('in the place of %s letters keep their size, and no note covers another', (_name, size, width, height) => {
  const drawing = fitChain(items, size, width, height);
  expect(drawing.letters).toBe(size === 'desk' ? 13 : 30);
  const places = placeNotes(items, drawing).map(({ x }) => x);
  const steps = places.slice(1).map((x, index) => x - (places[index] ?? 0));
  expect(Math.min(...steps)).toBeGreaterThanOrEqual(drawing.glyph);
  expect(Math.max(...places) + drawing.glyph / 2).toBeLessThanOrEqual(width);
});

test('a chain is as high as its place, whether or not there is a line for items without a level', () => {
  const withNone = items.map((item) => (item.code === '1.1' ? { ...item, level: null } : item));
  for (const [shown, lowest] of [
    [items, 'basic'],
    [withNone, null],
  ] as const) {
    const drawing = fitChain(shown, 'projector', 1744, 420);
    expect(lineOf(lowest, drawing) + drawing.foot).toBeCloseTo(420);
  }
});

test('a note that is dragged comes to the nearest line, and never below the lowest that may be', () => {
  const drawing = fitChain(items, 'desk', 720, null);
  for (const level of levels)
    expect(levelAt(lineOf(level, drawing) + drawing.lineGap * 0.4, drawing, null)).toBe(level);
  expect(levelAt(9_999, drawing, 'basic')).toBe('basic');
  expect(levelAt(9_999, drawing, null)).toBeNull();
  expect(levelAt(-9_999, drawing, 'basic')).toBe('significance');
});
