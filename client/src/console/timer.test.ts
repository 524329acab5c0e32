import type { AgendaEntry } from '@ruam/shared/api/meetings.ts';
import { firstStage } from '@ruam/shared/meetings/stage.ts';
import { expect, it } from 'vitest';
import { minutesOf, usedMsOf, writeClock } from './timer.ts';

const entry = (id: string, usedMs: number, minutes: number | null): AgendaEntry => ({
  ...{ id, usedMs, minutes, section: 'others', kind: 'text', item: null, document: null, title: id, detail: '' },
});

it('what is under discussion counts up to this moment', () => {
  const stage = { ...firstStage, entry: 'a', entryAt: 1_000 };
  expect(usedMsOf(entry('a', 5_000, null), stage, 61_000)).toBe(65_000);
  expect(usedMsOf(entry('b', 5_000, null), stage, 61_000)).toBe(5_000);
  // The clocks of two machines differ.
  expect(usedMsOf(entry('a', 5_000, null), stage, 0)).toBe(5_000);
});

it('minutes of a section: begun ones are not counted, what is not planned is not told', () => {
  expect(minutesOf([entry('a', 119_000, 5), entry('b', 61_000, null)], firstStage, 0)).toEqual({ used: 3, planned: 5 });
  expect(minutesOf([entry('a', 0, null)], firstStage, 0)).toEqual({ used: 0, planned: null });
});

it.each([
  [0, '0:00'],
  [760_000, '12:40'],
  [3_760_000, '1:02:40'],
  [-5, '0:00'],
])('%d ms are %s', (ms, clock) => {
  expect(writeClock(ms)).toBe(clock);
});
