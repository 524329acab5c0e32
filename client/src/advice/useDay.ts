import { useFormat } from '../i18n/useFormat.ts';

/** How an ISO date is written for the reader: "22 สิงหาคม 2562". */
export function useDay(): (iso: string) => string {
  const { language } = useFormat();
  const locale = language === 'th' ? 'th-TH-u-ca-buddhist-nu-latn' : 'en-GB-u-ca-buddhist-nu-latn';
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return (iso) => format.format(new Date(`${iso}T00:00:00Z`));
}
