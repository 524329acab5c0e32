import { Button } from '@mantine/core';
import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefreshSession, useSignOut } from '../api/session.ts';
import { Seal } from '../ui/Seal.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { SecondFactorSetUp } from './SecondFactorSetUp.tsx';
import './profile.css';

/** All that somebody sees whose role needs a second factor that they have not set up. */
export function SecondFactorDoor({ person, languageSwitch }: { person: PersonAnswer; languageSwitch: ReactNode }) {
  const { t } = useTranslation();
  const refresh = useRefreshSession();
  const signOut = useSignOut();
  useEffect(() => {
    document.title = `${t('people.secondFactor.title')} · ${t('shell.product')}`;
  }, [t]);
  return (
    <main className="profile profile-must" id="main">
      <div className="profile-part ruam-paper">
        <Seal />
        <h1>{t('people.secondFactor.mustTitle')}</h1>
        <p>
          <ThaiText>{t('people.secondFactor.mustAbout', { name: person.name })}</ThaiText>
        </p>
        <SecondFactorSetUp onDone={() => void refresh()} />
        <footer>
          {languageSwitch}
          <Button variant="subtle" size="sm" onClick={() => signOut.mutate()}>
            {t('shell.signOut')}
          </Button>
        </footer>
      </div>
    </main>
  );
}
