import { toArabicDigits } from '../thai/digits.ts';

/** The parts of a meeting's number as agencies write it: `6/2562`, `พิเศษ 1/2562`. */
export interface MeetingNumber {
  /** The words before it, '' for none. */
  readonly prefix: string;
  readonly ordinal: number;
  /** Buddhist era. */
  readonly yearBE: number;
}

const pattern = /^([^\d/]{0,40}?)\s*(\d{1,3})\s*\/\s*(2[4-7]\d\d)$/;

/** Reads a number in Thai or Arabic digits; null for what is none (docs/meetings.md M1). */
export function parseMeetingNumber(text: string): MeetingNumber | null {
  const found = pattern.exec(toArabicDigits(text.normalize('NFC').replace(/\s+/g, ' ').trim()));
  if (!found) return null;
  const ordinal = Number(found[2]);
  return ordinal === 0 ? null : { prefix: (found[1] ?? '').trim(), ordinal, yearBE: Number(found[3]) };
}

/** One way of writing it, by which numbers are told apart. */
export function writeMeetingNumber({ prefix, ordinal, yearBE }: MeetingNumber): string {
  return `${prefix === '' ? '' : `${prefix} `}${ordinal}/${yearBE}`;
}

/** The number that a body's next ordinary meeting of a year has. */
export function nextMeetingNumber(numbers: readonly string[], yearBE: number): string {
  const taken = numbers
    .map(parseMeetingNumber)
    .filter((number) => number !== null && number.prefix === '' && number.yearBE === yearBE)
    .map((number) => number?.ordinal ?? 0);
  return writeMeetingNumber({ prefix: '', ordinal: Math.max(0, ...taken) + 1, yearBE });
}
