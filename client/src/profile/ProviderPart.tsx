import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { signInOptionsQuery, useBindProvider } from '../api/session.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** Binds one's account to the sign-in provider, where one is set up. */
export function ProviderPart() {
  const { t } = useTranslation();
  const provider = useQuery(signInOptionsQuery).data?.oidc ?? null;
  const bind = useBindProvider();
  if (provider === null) return null;
  const isLinked = new URLSearchParams(location.search).get('oidc') === 'linked';
  return (
    <section className="profile-part ruam-paper" aria-labelledby="profile-provider">
      <h2 id="profile-provider">{provider.name}</h2>
      <p>
        <ThaiText>{t('people.oidc.about', { name: provider.name })}</ThaiText>
      </p>
      <FormError error={bind.error} />
      <div className="profile-actions">
        <Button variant="default" loading={bind.isPending} onClick={() => bind.mutate()}>
          {t('people.oidc.link', { name: provider.name })}
        </Button>
        <span role="status">{isLinked && t('people.oidc.linked')}</span>
      </div>
    </section>
  );
}
