import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { PasswordPart } from './PasswordPart.tsx';
import { ProviderPart } from './ProviderPart.tsx';
import { SecondFactorPart } from './SecondFactorPart.tsx';
import { SessionsPart } from './SessionsPart.tsx';
import './profile.css';

/** What a person sets for themselves: password, second factor, sessions, language and colours. */
export function ProfilePage({
  person,
  settings,
  notifications,
}: {
  person: PersonAnswer;
  settings: ReactNode;
  /** What the person is told of: a section of its own. */
  notifications: ReactNode;
}) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('people.profile.title')} · ${t('shell.product')}`;
  }, [t]);
  return (
    <main className="profile" id="main">
      <h1>{t('people.profile.title')}</h1>
      <p className="profile-who">
        <b>{person.name}</b> {person.login}
      </p>
      <section className="profile-part ruam-paper" aria-labelledby="profile-display">
        <h2 id="profile-display">{t('people.profile.display')}</h2>
        <div className="profile-choices">{settings}</div>
      </section>
      {notifications}
      <SecondFactorPart />
      <PasswordPart login={person.login} />
      <ProviderPart />
      <SessionsPart />
    </main>
  );
}
