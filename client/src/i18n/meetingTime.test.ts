import { expect, it } from 'vitest';
import { parseTime, writeTime } from './meetingTime.ts';

it.each([
  ['9.30', '09:30'],
  ['๑๓.๐๐ น.', '13:00'],
  [' 09:05 ', '09:05'],
  ['0.00', '00:00'],
])('%s is %s', (typed, time) => {
  expect(parseTime(typed)).toBe(time);
});

it.each(['', '9', '24.00', '9.60', '9.5', '930'])('%s is no time', (typed) => {
  expect(parseTime(typed)).toBeNull();
});

it('is written as the reader is used to', () => {
  expect([writeTime('09:30', 'th'), writeTime('09:30', 'en')]).toEqual(['9.30', '9:30']);
});
