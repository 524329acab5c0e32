import type { LocalText } from '@ruam/shared/api/api.ts';
import { useTranslation } from 'react-i18next';
import type { Language } from './setup.ts';

/** How times, numbers and two-language texts are written for the reader. Times are epoch ms, shown in Bangkok. */
export interface Format {
  readonly language: Language;
  /** Today the time, this year the day, else the day with the Buddhist year. */
  readonly moment: (at: number, now: number) => string;
  /** Day, Buddhist year and time. */
  readonly full: (at: number) => string;
  /** A day given as ISO date, with the month's name and the Buddhist year. */
  readonly date: (iso: string) => string;
  /** 14:02:11 */
  readonly clock: (at: number) => string;
  readonly number: (value: number) => string;
  /** Always two places: points and percentages. */
  readonly decimal: (value: number) => string;
  readonly text: (text: LocalText) => string;
}

const timeZone = 'Asia/Bangkok';

/** The formats of the chosen language. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'th';
  return formats[language];
}

function makeFormat(language: Language): Format {
  const locale = language === 'th' ? 'th-TH-u-ca-buddhist-nu-latn' : 'en-GB-u-ca-buddhist-nu-latn';
  const date = (options: Intl.DateTimeFormatOptions) =>
    whenNeeded(() => new Intl.DateTimeFormat(locale, { timeZone, ...options }));
  const number = (options: Intl.NumberFormatOptions) => whenNeeded(() => new Intl.NumberFormat(locale, options));
  const year = date({ year: 'numeric' });
  const shortDay = date({ day: 'numeric', month: 'short' });
  const longDay = date({ day: 'numeric', month: 'short', year: '2-digit' });
  const dayKey = date({ dateStyle: 'short' });
  const minute = date({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const second = date({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const whole = date({ dateStyle: 'long', timeStyle: 'short' });
  const day = date({ dateStyle: 'long' });
  const plain = number({});
  const places = number({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return {
    language,
    moment: (at, now) => {
      if (dayKey().format(at) === dayKey().format(now))
        return language === 'th' ? `${minute().format(at)} น.` : minute().format(at);
      return year().format(at) === year().format(now) ? shortDay().format(at) : longDay().format(at);
    },
    full: (at) => whole().format(at),
    date: (iso) => day().format(Date.parse(iso)),
    clock: (at) => second().format(at),
    number: (value) => plain().format(value),
    decimal: (value) => places().format(value),
    text: (text) => text[language],
  };
}

/** Making a format takes milliseconds, and most screens use two of them. */
function whenNeeded<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const formats: Record<Language, Format> = { th: makeFormat('th'), en: makeFormat('en') };
