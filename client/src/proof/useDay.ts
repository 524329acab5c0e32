import { useTranslation } from 'react-i18next';

/** Writes an ISO date with the month in words and the Buddhist year; as it is when it is none. */
export function useDay(): (iso: string) => string {
  const { i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en-GB-u-ca-buddhist-nu-latn' : 'th-TH-u-ca-buddhist-nu-latn';
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return (iso) => {
    const at = Date.parse(`${iso}T00:00:00Z`);
    return Number.isNaN(at) ? iso : format.format(at);
  };
}
