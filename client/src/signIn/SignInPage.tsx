import { levels } from '@ruam/shared/assessment/level.ts';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelGlyph } from '../ui/LevelGlyph.tsx';
import { levelClass } from '../ui/levelClass.ts';
import { Seal } from '../ui/Seal.tsx';
import { SignInForm } from './SignInForm.tsx';
import './signIn.css';

/** The door: what Ruam is on the left, the form on the right. `onBegin`: the first letter is typed, or filled in. */
export function SignInPage({ languageSwitch, onBegin }: { languageSwitch: ReactNode; onBegin: () => void }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('signIn.title')} · ${t('shell.product')}`;
  }, [t]);
  return (
    <div className="sign-in">
      <section className="sign-in-idea" aria-label={t('shell.product')}>
        <div className="sign-in-name">
          <Seal large />
          <span lang="en">Ruam</span>
        </div>
        <p className="sign-in-motto">
          <span>{t('signIn.motto.write')}</span>
          <span>{t('signIn.motto.trace')}</span>
          <span>{t('signIn.motto.decide')}</span>
        </p>
        <p className="sign-in-purpose">{t('signIn.purpose')}</p>
        <ol className="sign-in-stairs" aria-label={t('signIn.levels')}>
          {levels.map((level) => (
            <li key={level} className={levelClass(level)}>
              <span className="level-word">
                <LevelGlyph level={level} /> {t(`level.${level}`)}
              </span>
              <span>{t(`levelMeaning.${level}`)}</span>
            </li>
          ))}
        </ol>
      </section>
      <main className="sign-in-door" id="main" onInput={onBegin}>
        <div className="sign-in-name sign-in-name-small">
          <Seal />
        </div>
        <SignInForm />
        <footer>{languageSwitch}</footer>
      </main>
    </div>
  );
}
