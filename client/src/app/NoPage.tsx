import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';

/** What the reader sees when an address leads nowhere, or nothing is there for them. */
export function NoPage({ reason, home }: { reason: 'page' | 'cycle' | 'item' | 'noCycle'; home: string | null }) {
  const { t } = useTranslation();
  return (
    <main className="app-alone" id="main">
      <h1>{t(`noPage.${reason}.title`)}</h1>
      <p>{t(`noPage.${reason}.advice`)}</p>
      {home !== null && (
        <Button component={Link} href={home}>
          {t('noPage.home')}
        </Button>
      )}
    </main>
  );
}
