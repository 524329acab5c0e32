import { expect, test } from 'vitest';
import { cutsOf, pagesFrom } from './pages.ts';

const line = 75;
const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ top: at * line + 10, bottom: at * line + 65 }));

test('a paragraph is cut between its lines, never in one', () => {
  const cuts = cutsOf(lines(4), 4 * line);
  expect(cuts).toEqual([0, 75, 150, 225, 300]);
  expect(pagesFrom(cuts, 0, 160)).toEqual([
    { from: 0, to: 150 },
    { from: 150, to: 300 },
  ]);
});

test('what fits is one page, also when it fits to the pixel', () => {
  expect(pagesFrom(cutsOf(lines(9), 9 * line), 0, 9 * line - 0.3)).toEqual([{ from: 0, to: 9 * line }]);
});

test('lines that stand beside each other, as in the cells of a row, are one', () => {
  const row = [
    { top: 10, bottom: 65 },
    { top: 10, bottom: 65 },
    { top: 30, bottom: 85 },
    { top: 95, bottom: 150 },
  ];
  expect(cutsOf(row, 160)).toEqual([0, 90, 160]);
});

test('a picture that is higher than the room goes on over the next page', () => {
  expect(pagesFrom(cutsOf([{ top: 0, bottom: 500 }], 500), 0, 300)).toEqual([
    { from: 0, to: 300 },
    { from: 300, to: 500 },
  ]);
});

test('pages are counted on from where one reads', () => {
  expect(pagesFrom(cutsOf(lines(5), 5 * line), 150, 150)).toEqual([
    { from: 150, to: 300 },
    { from: 300, to: 375 },
  ]);
});
