import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language, languages } from '../i18n/setup.ts';
import { Choices } from '../ui/Choices.tsx';

const names: Record<Language, { full: string; short: string }> = {
  th: { full: 'ไทย', short: 'ไทย' },
  en: { full: 'English', short: 'EN' },
};

/** Thai or English; each is named in itself. */
export function LanguageSwitch({ short }: { short?: boolean }) {
  const { t, i18n } = useTranslation();
  return (
    <Choices
      label={t('shell.language')}
      value={i18n.language === 'en' ? 'en' : 'th'}
      options={languages.map((value) => ({
        value,
        label: <span lang={value}>{short === true ? names[value].short : names[value].full}</span>,
      }))}
      onChange={(language) => void chooseLanguage(i18n, language)}
    />
  );
}
