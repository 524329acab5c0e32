import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signInOptionsQuery, useBindProvider } from '../api/session.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { OwnPassword } from './OwnPassword.tsx';

/** Binds one's account to the sign-in provider, where one is set up. */
export function ProviderPart() {
  const { t } = useTranslation();
  const provider = useQuery(signInOptionsQuery).data?.oidc ?? null;
  const bind = useBindProvider();
  const [isAsked, setIsAsked] = useState(false);
  if (provider === null) return null;
  const isLinked = new URLSearchParams(location.search).get('oidc') === 'linked';
  return (
    <section className="profile-part ruam-paper" aria-labelledby="profile-provider">
      <h2 id="profile-provider">{provider.name}</h2>
      <p>
        <ThaiText>{t('people.oidc.about', { name: provider.name })}</ThaiText>
      </p>
      {isAsked ? (
        <OwnPassword
          hint={t('people.oidc.ownPasswordHint')}
          submitLabel={t('people.oidc.link', { name: provider.name })}
          error={bind.error}
          isPending={bind.isPending}
          onSubmit={(own) => bind.mutate(own)}
        />
      ) : (
        <div className="profile-actions">
          <Button variant="default" onClick={() => setIsAsked(true)}>
            {t('people.oidc.link', { name: provider.name })}
          </Button>
          <span role="status">{isLinked && t('people.oidc.linked')}</span>
        </div>
      )}
    </section>
  );
}
