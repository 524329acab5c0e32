import Fraction from 'fraction.js';
import { z } from 'zod';
import type { Decimal } from '../framework/text.ts';

/** A number of a score: `exact` as a fraction in lowest terms ("2675/6", "425"), `rounded` half up to two places for display. */
export const amountSchema = z.object({ exact: z.string(), rounded: z.number() });
export type Amount = z.infer<typeof amountSchema>;

/** 0, exact. */
export const zero = new Fraction(0);
/** 100, exact. */
export const hundred = new Fraction(100);

/** A decimal as an exact fraction; 0.1 is a tenth, not the nearest binary number (docs/score.md P7). */
export function exactly(value: Decimal): Fraction {
  return new Fraction(String(value));
}

/** An exact number with its rounded face. */
export function amountOf(value: Fraction, decimals = 2): Amount {
  return { exact: value.toFraction(), rounded: roundHalfUp(value, decimals) };
}

/** The exact number behind an amount. */
export function fractionOf(amount: Amount): Fraction {
  return new Fraction(amount.exact);
}

/** Half up, only for display (docs/score.md P7): 2.345 → 2.35 with two places. */
export function roundHalfUp(value: Fraction, decimals: number): number {
  const shift = 10 ** decimals;
  return value.mul(shift).add(1, 2).floor().div(shift).valueOf();
}

/** The plain mean, null of nothing. */
export function meanOf(values: readonly Fraction[]): Fraction | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum.add(value), zero).div(values.length);
}

/** The lower of two. */
export function lowerOf(a: Fraction, b: Fraction): Fraction {
  return a.lt(b) ? a : b;
}
