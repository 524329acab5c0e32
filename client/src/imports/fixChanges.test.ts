import type { ImportFixes, ImportPlace } from '@ruam/shared/api/imports.ts';
import { describe, expect, it } from 'vitest';
import { changesLeft, changesOf, withChanges } from './fixChanges.ts';

const result: ImportPlace = { part: 'result', code: '3.3' };
const goal: ImportPlace = { part: 'goal', code: '3' };
const nothing: ImportFixes = { places: [], levels: {}, facts: {} };
const before: ImportFixes = {
  places: [{ from: 10, to: 20, place: result }],
  levels: { 1.1: 'basic' },
  facts: { title: 'รายงาน', round: 6 },
};
const after: ImportFixes = {
  places: [
    { from: 10, to: 11, place: result },
    { from: 12, to: 14, place: goal },
  ],
  levels: { 2.1: null },
  facts: { title: 'รายงานผล', fiscalYearBE: 2562 },
};

describe('what a person set right of a draft', () => {
  it('is what differs; said of other fixes it leaves the rest of them', () => {
    const changes = changesOf(before, after);
    expect(changes).toEqual([
      { of: 'title', said: 'รายงานผล' },
      { of: 'fiscalYearBE', said: 2562 },
      { of: 'round', said: null },
      { of: 'level', code: '1.1', said: undefined },
      { of: 'level', code: '2.1', said: null },
      { of: 'lines', from: 12, to: 14, said: goal },
      { of: 'lines', from: 15, to: 20, said: null },
    ]);
    expect(withChanges(before, changes)).toEqual(after);
    expect(withChanges(after, changesOf(after, before))).toEqual(before);
    const theirs: ImportFixes = {
      ...nothing,
      levels: { 4.1: 'advance' },
      places: [{ from: 13, to: 30, place: result }],
    };
    expect(withChanges(theirs, changes)).toEqual({
      places: [
        { from: 12, to: 14, place: goal },
        { from: 21, to: 30, place: result },
      ],
      levels: { 2.1: null, 4.1: 'advance' },
      facts: { title: 'รายงานผล', fiscalYearBE: 2562 },
    });
  });

  it('is not left where somebody else has said the same', () => {
    expect(changesLeft(changesOf(before, after), after)).toEqual([]);
    expect(
      changesLeft(changesOf(nothing, after), { ...nothing, facts: after.facts, levels: { 2.1: 'basic' } }),
    ).toEqual([
      { of: 'level', code: '2.1', said: null },
      { of: 'lines', from: 10, to: 11, said: result },
      { of: 'lines', from: 12, to: 14, said: goal },
    ]);
  });
});
