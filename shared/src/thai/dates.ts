import { toArabicDigits, toThaiDigits } from './digits.ts';

const months: readonly string[] = [
  'มกราคม',
  'กุมภาพันธ์',
  'มีนาคม',
  'เมษายน',
  'พฤษภาคม',
  'มิถุนายน',
  'กรกฎาคม',
  'สิงหาคม',
  'กันยายน',
  'ตุลาคม',
  'พฤศจิกายน',
  'ธันวาคม',
];
const shortMonths: readonly string[] = [
  'ม.ค.',
  'ก.พ.',
  'มี.ค.',
  'เม.ย.',
  'พ.ค.',
  'มิ.ย.',
  'ก.ค.',
  'ส.ค.',
  'ก.ย.',
  'ต.ค.',
  'พ.ย.',
  'ธ.ค.',
];

/** Years of the Buddhist era are 543 ahead of the Christian era. */
export const buddhistOffset = 543;

/** A pattern (source of a RegExp) for the name of a month, long or short. */
export const monthPattern: string = [...months, ...shortMonths.map((month) => month.replaceAll('.', '\\.'))].join('|');

const aheadMs = 7 * 3_600_000;

/** A moment whose UTC hands are those of a clock in Thailand, which knows no summer time. @param at epoch ms */
export function inThailand(at: number): Date {
  return new Date(at + aheadMs);
}

const datePattern = new RegExp(`([๐-๙0-9]{1,2})\\s*(${monthPattern})\\s*(?:พ\\.ศ\\.\\s*)?([๐-๙0-9]{4})`);

/** The first date in a text such as `๓๐ กันยายน ๒๕๖๒`, as an ISO date of the Christian era; null when there is none or it does not exist. */
export function parseBuddhistDate(text: string): string | null {
  const found = datePattern.exec(text);
  return found ? isoDate(found[1] ?? '', found[2] ?? '', found[3] ?? '') : null;
}

/** The ISO date of a day, a month's name and a year of the Buddhist era, as written; null when that day does not exist. */
export function isoDate(dayText: string, monthText: string, yearText: string): string | null {
  const day = Number(toArabicDigits(dayText));
  const long = months.indexOf(monthText);
  const month = long >= 0 ? long : shortMonths.indexOf(monthText);
  const year = Number(toArabicDigits(yearText)) - buddhistOffset;
  if (month < 0 || !Number.isInteger(day) || !Number.isInteger(year) || year < 1) return null;
  const date = new Date(Date.UTC(year, month, day));
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month) return null;
  return date.toISOString().slice(0, 10);
}

/** An ISO date as Thai: `2019-09-30` is `๓๐ กันยายน ๒๕๖๒`. Throws a RangeError for anything else. */
export function formatBuddhistDate(iso: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  const month = months[Number(found?.[2]) - 1];
  if (!found || month === undefined) throw new RangeError(`not an ISO date: ${iso}`);
  return toThaiDigits(`${Number(found[3])} ${month} ${Number(found[1]) + buddhistOffset}`);
}

/** The fiscal year (BE) of an ISO date: it begins on 1 October of the year before. */
export function fiscalYearBE(iso: string): number {
  const year = Number(iso.slice(0, 4)) + buddhistOffset;
  return Number(iso.slice(5, 7)) >= 10 ? year + 1 : year;
}
