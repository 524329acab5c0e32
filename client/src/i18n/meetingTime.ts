import { toArabicDigits } from '@ruam/shared/thai/digits.ts';

/** `09:30` of an hour as people write it: `9.30`, `9:30 น.`, `๙.๓๐`; null for what is none. */
export function parseTime(typed: string): string | null {
  const found = /^(\d{1,2})\s*[.:]\s*(\d{2})(?:\s*น\.?)?$/.exec(toArabicDigits(typed.trim()));
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2])];
  if (!found || hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${found[2]}`;
}

/** `9.30`, as Thai offices write it; the hour of English with a colon. */
export function writeTime(time: string, language: 'th' | 'en'): string {
  const [hours = '', minutes = ''] = time.split(':');
  return `${Number(hours)}${language === 'th' ? '.' : ':'}${minutes}`;
}
