import { describe, expect, it } from 'vitest';
import { nextMeetingNumber, parseMeetingNumber, writeMeetingNumber } from './number.ts';

describe('M1 the number of a meeting', () => {
  it.each([
    ['6/2562', '6/2562'],
    ['๖/๒๕๖๒', '6/2562'],
    [' 06 / 2562 ', '6/2562'],
    ['พิเศษ  ๑/๒๕๖๒', 'พิเศษ 1/2562'],
  ])('%s is %s', (typed, kept) => {
    const number = parseMeetingNumber(typed);
    expect(number && writeMeetingNumber(number)).toBe(kept);
  });

  it.each(['', '6', '6/62', '6/2019', '0/2562', '6/2562 ก', '6-2562', '1/2/2562'])('%s is none', (typed) => {
    expect(parseMeetingNumber(typed)).toBeNull();
  });

  it('the next one counts the ordinary meetings of the year', () => {
    expect(nextMeetingNumber(['5/2562', '6/2562', '9/2561', 'พิเศษ 8/2562', 'x'], 2562)).toBe('7/2562');
    expect(nextMeetingNumber([], 2563)).toBe('1/2563');
  });
});
