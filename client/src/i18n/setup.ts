import i18next, { type i18n } from 'i18next';
import { getI18n, initReactI18next } from 'react-i18next';
import { bindNumbers } from './bindNumbers.ts';

/** The languages of the interface; Thai first. */
export const languages = ['th', 'en'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'ruam-language';
const bundle = 'translation';

/** A reader loads the words of the own language, and those of most screens only with one of them. */
const openings: Record<Language, () => Promise<object>> = {
  th: () => import('./opening.th.ts').then(({ openingTh }) => openingTh),
  en: () => import('./opening.en.ts').then(({ openingEn }) => openingEn),
};
const laters: Record<Language, () => Promise<object>> = {
  th: () => import('./later.th.ts').then(({ laterTh }) => laterTh),
  en: () => import('./later.en.ts').then(({ laterEn }) => laterEn),
};

/** Makes the interface's first texts ready; `stored` is where the reader's choice is kept. */
export async function setUpLanguage(stored: Storage, page: Document): Promise<i18n> {
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
  page.documentElement.lang = language;
  void instance.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { [bundle]: await openings[language]() } },
    interpolation: { escapeValue: false },
    postProcess: ['bindNumbers'],
    initAsync: false,
  });
  return instance;
}

/** Changes the language as soon as its words are here. */
export async function chooseLanguage(instance: i18n, language: Language): Promise<void> {
  instance.addResourceBundle(language, bundle, await openings[language]());
  while (hasAllWords(instance, languageOf(instance)) && !hasAllWords(instance, language)) {
    instance.addResourceBundle(language, bundle, await laters[language]());
  }
  await instance.changeLanguage(language);
}

/** Makes the words of every screen ready, in the chosen language. */
export async function loadAllWords(instance: i18n): Promise<void> {
  for (let language = languageOf(instance); !hasAllWords(instance, language); language = languageOf(instance)) {
    instance.addResourceBundle(language, bundle, await laters[language]());
  }
}

/** A screen whose words are not among the first: loads both side by side. */
export async function withAllWords<Screen>(loading: Promise<Screen>): Promise<Screen> {
  const [screen] = await Promise.all([loading, loadAllWords(getI18n())]);
  return screen;
}

function languageOf({ language }: i18n): Language {
  return language === 'en' ? 'en' : 'th';
}

function hasAllWords(instance: i18n, language: Language): boolean {
  return instance.getResource(language, bundle, 'rescue') !== undefined;
}
