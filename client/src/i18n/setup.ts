import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { bindNumbers } from './bindNumbers.ts';
import { en } from './en.ts';
import { th } from './th.ts';

/** The languages of the interface; Thai first. */
export const languages = ['th', 'en'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'ruam-language';

/** Makes the interface's texts ready; `stored` is where the reader's choice is kept. */
export function setUpLanguage(stored: Storage, page: Document): i18n {
  const instance = i18next.createInstance();
  const language: Language = stored.getItem(storageKey) === 'en' ? 'en' : 'th';
  instance.use(initReactI18next).use({
    type: 'postProcessor',
    name: 'bindNumbers',
    process: (text: string) => bindNumbers(text),
  });
  instance.on('languageChanged', (changed) => {
    page.documentElement.lang = changed;
    stored.setItem(storageKey, changed);
  });
  void instance.init({
    lng: language,
    fallbackLng: false,
    resources: { th: { translation: th }, en: { translation: en } },
    interpolation: { escapeValue: false },
    postProcess: ['bindNumbers'],
    initAsync: false,
  });
  page.documentElement.lang = language;
  return instance;
}
