import { describe, expect, it } from 'vitest';
import { fiscalYearBE, formatBuddhistDate, parseBuddhistDate } from './dates.ts';
import { parseThaiNumber, toArabicDigits, toThaiDigits } from './digits.ts';
import { normalizeText, withoutSpaces } from './normalize.ts';

describe('digits', () => {
  it('go both ways and leave the rest', () => {
    expect(toArabicDigits('ครั้งที่ ๖/๒๕๖๒')).toBe('ครั้งที่ 6/2562');
    expect(toThaiDigits('6/2562 ก')).toBe('๖/๒๕๖๒ ก');
  });

  it.each([
    ['๙๒.๘๘', 92.88],
    ['1,250', 1250],
    ['๑.๒.๓', null],
    ['', null],
    ['สอง', null],
  ])('%s is the number %s', (text, number) => {
    expect(parseThaiNumber(text)).toBe(number);
  });
});

describe('dates of the Buddhist era', () => {
  it.each([
    ['วันจันทร์ที่ ๓๐ กันยายน ๒๕๖๒', '2019-09-30'],
    ['๙ ตุลาคม พ.ศ. ๒๕๖๑', '2018-10-09'],
    ['29 ก.พ. 2567', '2024-02-29'],
    ['๓๑ เมษายน ๒๕๖๗', null],
    ['กันยายน ๒๕๖๒', null],
  ])('%s', (text, iso) => {
    expect(parseBuddhistDate(text)).toBe(iso);
  });

  it('are written with Thai digits', () => {
    expect(formatBuddhistDate('2019-09-30')).toBe('๓๐ กันยายน ๒๕๖๒');
    expect(() => formatBuddhistDate('2019-13-30')).toThrow(RangeError);
  });

  it('fall into a fiscal year that begins in October', () => {
    expect(fiscalYearBE('2018-09-30')).toBe(2561);
    expect(fiscalYearBE('2018-10-01')).toBe(2562);
  });
});

describe('normalizing', () => {
  it('composes but never splits ำ', () => {
    expect(normalizeText('e\u0301 ำ')).toBe('é ำ');
  });

  it('compares without spaces', () => {
    expect(withoutSpaces(' ก ข\n')).toBe('กข');
  });
});
