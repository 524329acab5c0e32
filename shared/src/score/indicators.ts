import Fraction from 'fraction.js';
import { z } from 'zod';
import { AppError } from '../errors/errors.ts';
import { codeSchema, type Decimal, decimalSchema } from '../framework/text.ts';
import { exactly, hundred, lowerOf, zero } from './exact.ts';
import { tierMaxPoints, tierPoints } from './tiers.ts';

/** Whether a higher or a lower figure is better. */
const directionSchema = z.enum(['more', 'less']);
type Direction = z.infer<typeof directionSchema>;

/**
 * How a result becomes a percentage (docs/score.md P6, P7). The target is what counts as full. `cap`: highest percent ·
 * `zeroAt`: the result that counts as 0.
 */
const ruleSchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('achievement-percent'), cap: decimalSchema.nullable() }),
  z.strictObject({ method: z.literal('tiers') }),
  z.strictObject({ method: z.literal('linear-band'), zeroAt: decimalSchema }),
  z.strictObject({ method: z.literal('binary') }),
]);

const statusSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reported') }),
  z.strictObject({ kind: z.literal('pending'), reason: z.string().min(1) }),
  z.strictObject({ kind: z.literal('not-applicable'), reason: z.string().min(1) }),
]);

/** An indicator of a dimension (docs/score.md P6). Of its one to three fiscal years the newest is scored. */
export const indicatorSchema = z.strictObject({
  id: z.string().min(1),
  /** Code of the dimension, "7.1" … "7.6". */
  dimension: codeSchema,
  direction: directionSchema,
  target: decimalSchema,
  rule: ruleSchema,
  status: statusSchema,
  /** Results by fiscal year (BE), at most three, each year once; a reported indicator has at least one. */
  years: z.array(z.strictObject({ fiscalYearBE: z.int(), actual: decimalSchema })).max(3),
});
export type Indicator = z.infer<typeof indicatorSchema>;

/** What a percentage was made of, as the trace keeps it. */
export const measureSchema = z.discriminatedUnion('method', [
  z.object({
    rule: z.literal('P6'),
    method: z.literal('achievement-percent'),
    direction: directionSchema,
    target: decimalSchema,
    actual: decimalSchema,
    cap: decimalSchema.nullable(),
  }),
  z.object({
    rule: z.literal('P7'),
    method: z.literal('tiers'),
    direction: directionSchema,
    target: decimalSchema,
    actual: decimalSchema,
  }),
  z.object({
    rule: z.literal('P6'),
    method: z.literal('linear-band'),
    zeroAt: decimalSchema,
    target: decimalSchema,
    actual: decimalSchema,
  }),
  z.object({
    rule: z.literal('P6'),
    method: z.literal('binary'),
    direction: directionSchema,
    target: decimalSchema,
    actual: decimalSchema,
  }),
]);
type Measure = z.infer<typeof measureSchema>;

/**
 * How a reported indicator is measured in its newest year. Throws AppError `invalid` for a target that cannot be divided
 * by (0 or less), a band that runs against its direction, a repeated year or a missing result (docs/score.md P6).
 */
export function measureOf(indicator: Indicator): Measure {
  const { direction, target, rule } = indicator;
  const actual = newestActual(indicator);
  switch (rule.method) {
    case 'achievement-percent':
      requirePositiveTarget(indicator);
      return { rule: 'P6', method: rule.method, direction, target, actual, cap: rule.cap };
    case 'tiers':
      requirePositiveTarget(indicator);
      return { rule: 'P7', method: rule.method, direction, target, actual };
    case 'linear-band':
      requireBand(indicator, rule.zeroAt);
      return { rule: 'P6', method: rule.method, zeroAt: rule.zeroAt, target, actual };
    case 'binary':
      return { rule: 'P6', method: rule.method, direction, target, actual };
  }
}

/** The percentage of one measure, exact, never below 0 (docs/score.md P6, P7). */
export function percentOf(measure: Measure): Fraction {
  const target = exactly(measure.target);
  const actual = exactly(measure.actual);
  switch (measure.method) {
    case 'achievement-percent': {
      const achieved = achievement(actual, target, measure.direction);
      return measure.cap === null ? achieved : lowerOf(achieved, exactly(measure.cap));
    }
    case 'tiers':
      return tierPoints(achievement(actual, target, measure.direction))
        .div(tierMaxPoints)
        .mul(100);
    case 'linear-band': {
      const zeroAt = exactly(measure.zeroAt);
      return notNegative(lowerOf(actual.sub(zeroAt).div(target.sub(zeroAt)).mul(100), hundred));
    }
    case 'binary': {
      const met = measure.direction === 'more' ? actual.gte(target) : actual.lte(target);
      return met ? hundred : zero;
    }
  }
}

/** More is better: actual / target. Less is better: 2 - actual / target, so that half the target is 150 % and 0 is 200 %. */
function achievement(actual: Fraction, target: Fraction, direction: Direction): Fraction {
  const share = actual.div(target);
  return notNegative((direction === 'more' ? share : new Fraction(2).sub(share)).mul(100));
}

function newestActual({ id, years }: Indicator): Decimal {
  if (new Set(years.map((year) => year.fiscalYearBE)).size !== years.length) {
    throw new AppError('invalid', `indicator ${id} has two results for one fiscal year`, { indicator: id });
  }
  const newest = years.toSorted((a, b) => b.fiscalYearBE - a.fiscalYearBE)[0];
  if (newest === undefined)
    throw new AppError('invalid', `indicator ${id} is reported without a result`, { indicator: id });
  return newest.actual;
}

function requirePositiveTarget({ id, target }: Indicator): void {
  if (exactly(target).gt(0)) return;
  throw new AppError('invalid', `indicator ${id}: nothing can be a percentage of the target ${target}`, {
    indicator: id,
  });
}

function requireBand({ id, target, direction }: Indicator, zeroAt: Decimal): void {
  const rises = exactly(target).gt(exactly(zeroAt));
  const falls = exactly(target).lt(exactly(zeroAt));
  if (direction === 'more' ? rises : falls) return;
  throw new AppError('invalid', `indicator ${id}: the band from ${zeroAt} to ${target} runs against "${direction}"`, {
    indicator: id,
  });
}

const notNegative = (value: Fraction): Fraction => (value.lt(0) ? zero : value);
