import { buddhistOffset } from '@ruam/shared/thai/dates.ts';
import { toArabicDigits } from '@ruam/shared/thai/digits.ts';

/** A day as it is typed: month `1`-`12`, year of the Buddhist era. */
export interface DateParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** The parts of an ISO date; all empty for null. */
export function partsOf(iso: string | null): DateParts {
  const [year, month, day] = (iso ?? '').split('-').map(Number);
  if (!year || !month || !day) return { day: '', month: '', year: '' };
  return { day: String(day), month: String(month), year: String(year + buddhistOffset) };
}

/** The ISO date; null when nothing is typed, undefined while it is no day of the calendar. */
export function isoOf(parts: DateParts): string | null | undefined {
  if (parts.day === '' && parts.month === '' && parts.year === '') return null;
  const [day, month, year] = [parts.day, parts.month, parts.year].map((part) => toArabicDigits(part.trim()));
  if (!/^\d{1,2}$/.test(day ?? '') || !/^\d{1,2}$/.test(month ?? '') || !/^2[45]\d\d$/.test(year ?? ''))
    return undefined;
  const at = new Date(Date.UTC(Number(year) - buddhistOffset, Number(month) - 1, Number(day)));
  return at.getUTCDate() === Number(day) && at.getUTCMonth() === Number(month) - 1
    ? at.toISOString().slice(0, 10)
    : undefined;
}
