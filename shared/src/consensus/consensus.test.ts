import { describe, expect, it } from 'vitest';
import type { Level } from '../assessment/level.ts';
import { bySpread, medianOf, spreadOf } from './consensus.ts';

describe('private levels', () => {
  it.each<[readonly (Level | null)[], number, Level | null]>([
    [[], 0, null],
    [['advance'], 0, 'advance'],
    [[null], 0, null],
    [['basic', 'basic', 'basic'], 0, 'basic'],
    [['significance', 'basic', 'advance'], 2, 'advance'],
    [[null, 'significance'], 3, null],
    [['basic', 'significance'], 2, 'basic'],
    [['significance', 'significance', null, 'advance'], 3, 'advance'],
  ])('%j: spread %i, middle %s', (given, spread, median) => {
    expect([spreadOf(given), medianOf(given)]).toEqual([spread, median]);
  });

  it('the order in which they were given changes nothing', () => {
    const given: (Level | null)[] = ['significance', null, 'basic', 'advance'];
    const backwards = [...given].reverse();
    expect([spreadOf(backwards), medianOf(backwards)]).toEqual([spreadOf(given), medianOf(given)]);
  });

  it('the widest spread stands first, what is hidden last, equals in their order', () => {
    const items = [
      { code: 'a', spread: null },
      { code: 'b', spread: 0 },
      { code: 'c', spread: 2 },
      { code: 'd', spread: 2 },
      { code: 'e', spread: null },
    ];
    expect(bySpread(items).map(({ code }) => code)).toEqual(['c', 'd', 'b', 'a', 'e']);
  });
});
