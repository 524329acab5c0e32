import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { signedOutQuery, useRefreshSession } from '../api/session.ts';
import { Banner } from '../ui/Banner.tsx';

/**
 * The session has ended elsewhere (another device, an administrator): said at once, and what is on screen stays. A text
 * that asks for the password in place says it alone (app.css).
 */
export function SignedOutBanner() {
  const { t } = useTranslation();
  const isSignedOut = useQuery(signedOutQuery).data;
  const refresh = useRefreshSession();
  if (!isSignedOut) return null;
  return (
    <div className="signed-out">
      <Banner
        kind="warning"
        title={t('error.notSignedIn.title')}
        action={
          <Button size="sm" variant="default" onClick={() => void refresh()}>
            {t('signIn.title')}
          </Button>
        }
      >
        {t('error.notSignedIn.advice')}
      </Banner>
    </div>
  );
}
