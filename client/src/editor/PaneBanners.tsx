import { Button } from '@mantine/core';
import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LockState } from '../sync/saveMachine.ts';
import type { DocumentStatus } from '../sync/status.ts';
import { Banner } from '../ui/Banner.tsx';
import { KeepText } from './KeepText.tsx';
import { SignInAgainForm } from './SignInAgainForm.tsx';

/** A connection that comes back sooner than this is not worth a banner. */
const offlineNoticeMs = 4_000;

interface PaneBannersProps {
  readonly status: DocumentStatus;
  /** The lock, if it came while the document was open here. */
  readonly newLock: LockState | null;
  readonly isUnreadable: boolean;
  readonly person: PersonAnswer;
  readonly fileName: string;
  readonly text: () => string;
  readonly onReconnect: () => void;
}

/** What keeps this document from being as usual: first the standing state, then what happened to the reader. */
export function PaneBanners(props: PaneBannersProps) {
  const { t } = useTranslation();
  const { newLock, isUnreadable } = props;
  return (
    <>
      {newLock !== null && (
        <Banner kind="lock" title={t('editor.banner.lockTitle')}>
          {t('editor.banner.lockText', { epoch: newLock.epoch })}
        </Banner>
      )}
      {isUnreadable && (
        <Banner kind="warning" title={t('editor.banner.unreadableTitle')}>
          {t('editor.banner.unreadableText')}
        </Banner>
      )}
      <StatusBanner {...props} />
    </>
  );
}

function StatusBanner({ status, person, fileName, text, onReconnect }: PaneBannersProps) {
  const { t } = useTranslation();
  const isLongOffline = useHasPassed(status.name === 'offline' ? status.since + offlineNoticeMs : null);
  const keep = <KeepText fileName={fileName} text={text} />;
  switch (status.name) {
    case 'connecting':
    case 'saved':
    case 'saving':
    case 'locked':
      return null;
    case 'unsent':
      return (
        <Banner kind="warning" title={t('editor.banner.unsentTitle', { count: status.unsent })} action={keep}>
          {t('editor.banner.unsentText')}
        </Banner>
      );
    case 'offline':
      if (!isLongOffline) return null;
      return (
        <Banner
          kind="offline"
          title={t('editor.banner.offlineTitle')}
          action={
            <Button variant="default" size="sm" onClick={onReconnect}>
              {t('editor.banner.tryNow')}
            </Button>
          }
        >
          {status.unsent > 0
            ? t('editor.banner.offlineUnsent', { count: status.unsent })
            : t('editor.banner.offlineText')}
        </Banner>
      );
    case 'stopped':
      if (status.reason === 'signedOut') {
        return (
          <Banner
            kind="warning"
            title={t('editor.banner.signedOutTitle')}
            action={<SignInAgainForm login={person.login} onSignedIn={onReconnect} />}
          >
            {t('editor.banner.signedOutText', { name: person.name })}
          </Banner>
        );
      }
      return (
        <Banner
          kind={status.unsent > 0 ? 'refused' : 'readonly'}
          title={t(`editor.banner.${status.reason}Title`)}
          action={keep}
        >
          {t(`editor.banner.${status.reason}Text`)}
          {status.unsent > 0 && ` ${t('editor.banner.unsentKept', { count: status.unsent })}`}
        </Banner>
      );
  }
}

/** Whether the moment `at` is over; null never is. */
function useHasPassed(at: number | null): boolean {
  const [passed, setPassed] = useState<number | null>(null);
  useEffect(() => {
    if (at === null) return;
    const timer = setTimeout(() => setPassed(at), Math.max(at - Date.now(), 0));
    return () => clearTimeout(timer);
  }, [at]);
  return at !== null && passed === at;
}
