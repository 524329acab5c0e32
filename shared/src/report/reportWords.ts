import type { Confidentiality } from '../api/evidence.ts';
import type { ReportOptions, Secrecy } from '../api/reports.ts';
import type { ScoreValue } from '../assessment/assessment.ts';
import type { Level } from '../assessment/level.ts';
import { formatBuddhistDate, inThailand } from '../thai/dates.ts';
import { toArabicDigits, toThaiDigits } from '../thai/digits.ts';

/** What a report writes by itself, in the digits that were asked for. */
export interface ReportWords {
  /** Digits as the report has them. */
  digits(text: string | number): string;
  /** `๓๐ กันยายน ๒๕๖๒` of an ISO date. */
  date(iso: string): string;
  /** The day of a moment in Thailand. @param at epoch ms */
  day(at: number): string;
  /** `๓๐ กันยายน ๒๕๖๒ เวลา ๑๔.๐๕ น.`. @param at epoch ms */
  moment(at: number): string;
}

export function wordsOf({ thaiDigits }: Pick<ReportOptions, 'thaiDigits'>): ReportWords {
  const digits = (text: string | number): string => (thaiDigits ? toThaiDigits(`${text}`) : toArabicDigits(`${text}`));
  const date = (iso: string): string => digits(formatBuddhistDate(iso));
  return {
    digits,
    date,
    day: (at) => date(inThailand(at).toISOString().slice(0, 10)),
    moment: (at) => {
      const local = inThailand(at).toISOString();
      return `${date(local.slice(0, 10))} เวลา ${digits(local.slice(11, 16).replace(':', '.'))} น.`;
    },
  };
}

/** A level as published reports write it. */
export const levelWords: Readonly<Record<Level, string>> = {
  basic: 'Basic',
  advance: 'Advance',
  significance: 'Significance',
};

/** By which value the levels of a report are, in words for its cover. */
export const valueWords: Readonly<Record<ScoreValue, string>> = {
  claimed: 'ระดับตามผลการประเมินตนเอง',
  advised: 'ระดับตามความเห็นของที่ปรึกษา',
  approved: 'ระดับตามมติที่อนุมัติ',
  latest: 'ระดับล่าสุด (ที่อนุมัติ หากยังไม่มี ตามความเห็นของที่ปรึกษา หรือตามผลการประเมินตนเอง)',
};

/** Who may open a piece of evidence, as the register says it on the screen. */
export const confidentialityWords: Readonly<Record<Confidentiality, string>> = {
  public: 'เปิดเผยได้',
  internal: 'ใช้ภายใน',
  confidential: 'เฉพาะผู้เกี่ยวข้อง',
};

/** What is printed at the head and foot of every page; null for nothing. */
export const secrecyWords: Readonly<Record<Secrecy, string | null>> = {
  none: null,
  internal: 'ใช้ภายใน',
  confidential: 'ลับ',
  secret: 'ลับมาก',
  topSecret: 'ลับที่สุด',
};
