import type { ImportFixes, ImportPlace } from '@ruam/shared/api/imports.ts';
import { describe, expect, it } from 'vitest';
import { placeBefore, placesOfLines, withoutLines, withPlace } from './places.ts';

const result: ImportPlace = { part: 'result', code: '3.3' };
const goal: ImportPlace = { part: 'goal', code: '3' };
const put = (from: number, to: number, place = result): ImportFixes['places'][number] => ({ from, to, place });

describe('lines put somewhere by hand', () => {
  it('take the place of what was said of them before, and leave the rest of it', () => {
    const places = withPlace([put(10, 20)], put(12, 14, goal));
    expect(places).toEqual([put(10, 11), put(12, 14, goal), put(15, 20)]);
    expect(withPlace(places, put(12, 14))).toEqual([put(10, 20)]);
    expect(withoutLines(places, 11, 13)).toEqual([put(10, 10), put(14, 14, goal), put(15, 20)]);
  });

  it('go before what was read of them; lines that nobody placed are nowhere', () => {
    const source = [1, 2, 4].map((number) => ({ number, text: '', page: null, holds: 'text' as const }));
    const placed = [{ from: 1, to: 2, place: goal, byHand: false }];
    const places = placesOfLines(source, placed, [put(2, 2)]);
    expect(places).toEqual([
      { place: goal, byHand: false },
      { place: result, byHand: true },
      { place: { part: 'none', code: '' }, byHand: false },
    ]);
    expect(placesOfLines(source, [], [put(3, Number.MAX_SAFE_INTEGER)]).map(({ byHand }) => byHand)).toEqual([
      false,
      false,
      true,
    ]);
    expect(placeBefore(places, 2)).toEqual(result);
    expect(placeBefore(places, 0)).toEqual(goal);
  });
});
