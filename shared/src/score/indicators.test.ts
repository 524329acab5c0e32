import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { AppError } from '../errors/errors.ts';
import { roundHalfUp } from './exact.ts';
import { type Indicator, indicatorSchema, measureOf, percentOf } from './indicators.ts';
import { tierPoints } from './tiers.ts';

function indicator(change: Partial<Indicator>): Indicator {
  return indicatorSchema.parse({
    id: 'satisfaction',
    dimension: '7.2',
    direction: 'more',
    target: 80,
    rule: { method: 'achievement-percent', cap: null },
    status: { kind: 'reported' },
    years: [{ fiscalYearBE: 2562, actual: 60 }],
    ...change,
  });
}

const percent = (change: Partial<Indicator>): string => percentOf(measureOf(indicator(change))).toFraction();
const actual = (value: number | string) => [{ fiscalYearBE: 2562, actual: value }];

describe('P6 indicators', () => {
  test('P6 more is better: the share of the target, above 100 unless capped', () => {
    expect(percent({})).toBe('75');
    expect(percent({ years: actual(100) })).toBe('125');
    expect(percent({ years: actual(100), rule: { method: 'achievement-percent', cap: 120 } })).toBe('120');
    expect(percent({ years: actual(-5) })).toBe('0');
  });

  test('P6 less is better: on target 100, half of it 150, twice 0, never below', () => {
    const less = (value: number) => percent({ direction: 'less', target: 10, years: actual(value) });
    expect([less(10), less(5), less(0), less(20), less(50)]).toEqual(['100', '150', '200', '0', '0']);
  });

  test('P6 linear band from zero to target, either way', () => {
    const rule = { method: 'linear-band', zeroAt: 50 } as const;
    expect(percent({ rule, target: 90, years: actual(70) })).toBe('50');
    expect(percent({ rule, target: 90, years: actual(200) })).toBe('100');
    expect(percent({ rule, target: 10, direction: 'less', years: actual(40) })).toBe('25');
    expect(percent({ rule, target: 0, direction: 'less', years: actual(60) })).toBe('0');
  });

  test('P6 binary: all or nothing, a target of 0 allowed where nothing is divided', () => {
    const rule = { method: 'binary' } as const;
    expect(percent({ rule, years: actual('79.99') })).toBe('0');
    expect(percent({ rule, years: actual(80) })).toBe('100');
    expect(percent({ rule, direction: 'less', target: 0, years: actual(0) })).toBe('100');
  });

  test('P6 of three fiscal years the newest counts, in any order', () => {
    const years = [
      { fiscalYearBE: 2561, actual: 10 },
      { fiscalYearBE: 2562, actual: 80 },
      { fiscalYearBE: 2560, actual: 20 },
    ];
    expect(percent({ years })).toBe('100');
    expect(indicatorSchema.safeParse({ ...indicator({}), years: [...years, ...actual(1)] }).success).toBe(false);
  });

  test('P6 target 0 is an error, not Infinity', () => {
    for (const target of [0, '0', '0.00', -5]) {
      expect(() => measureOf(indicator({ target }))).toThrow(AppError);
      expect(() => measureOf(indicator({ target, rule: { method: 'tiers' } }))).toThrow(AppError);
    }
    expect(() => measureOf(indicator({ target: 0 }))).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  test('P6 a band against its direction, a year given twice, a report without a result are errors', () => {
    const rule = { method: 'linear-band', zeroAt: 80 } as const;
    expect(() => measureOf(indicator({ rule, target: 80 }))).toThrow(AppError);
    expect(() => measureOf(indicator({ rule, target: 90, direction: 'less' }))).toThrow(AppError);
    expect(() => measureOf(indicator({ years: [...actual(1), ...actual(2)] }))).toThrow(AppError);
    expect(() => measureOf(indicator({ years: [] }))).toThrow(AppError);
  });
});

describe('P7 exact numbers', () => {
  test('P7 tiers: pro rata to 300 below 100; 300 to 101; 400 to 105; 500 above', () => {
    const points = (achievement: string) => tierPoints(new Fraction(achievement)).toFraction();
    expect(['0', '50', '99.99'].map(points)).toEqual(['0', '150', '29997/100']);
    expect(['100', '100.5', '101'].map(points)).toEqual(['300', '300', '300']);
    expect(['101.0000000001', '103', '105'].map(points)).toEqual(['400', '400', '400']);
    expect(['105.0000000001', '250'].map(points)).toEqual(['500', '500']);
  });

  test('P7 an indicator scored by tiers counts as its share of 500 points', () => {
    expect(percent({ rule: { method: 'tiers' }, target: 100, years: actual(100) })).toBe('60');
    expect(percent({ rule: { method: 'tiers' }, target: 100, years: actual(106) })).toBe('100');
    expect(percent({ rule: { method: 'tiers' }, target: 3, years: actual(1) })).toBe('20');
  });

  test('P7 decimals are exact: 0.1 + 0.2 of 0.3 is 100 %', () => {
    expect(percent({ target: 0.3, years: actual('0.3') })).toBe('100');
    expect(percent({ target: '0.3', years: actual(0.1) })).toBe('100/3');
    expect(indicatorSchema.safeParse({ ...indicator({}), target: Number.POSITIVE_INFINITY }).success).toBe(false);
    expect(indicatorSchema.safeParse({ ...indicator({}), target: '1/3' }).success).toBe(false);
  });

  test('P7 rounding is half up and only at the edge', () => {
    expect(roundHalfUp(new Fraction('1.005'), 2)).toBe(1.01);
    expect(roundHalfUp(new Fraction('2.345'), 2)).toBe(2.35);
    expect(roundHalfUp(new Fraction('2.3449999'), 2)).toBe(2.34);
    expect(roundHalfUp(new Fraction(2675, 6), 2)).toBe(445.83);
    expect(roundHalfUp(new Fraction('92.5'), 0)).toBe(93);
  });
});
