import { Button } from '@mantine/core';
import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../sync/sessionView.ts';
import { Banner } from '../ui/Banner.tsx';
import { fullness } from './fullness.ts';
import { KeepText } from './KeepText.tsx';
import { RefusalBanner } from './RefusalBanner.tsx';
import type { RescueNotice } from './rescueNotice.ts';
import { StoppedBanner } from './StoppedBanner.tsx';
import { useRescueNotice } from './useRescueNotice.ts';

/** A connection that comes back sooner than this is not worth a banner. */
const offlineNoticeMs = 4_000;

interface PaneBannersProps {
  readonly document: DocumentAnswer;
  readonly view: SessionView;
  readonly mayEdit: boolean;
  readonly isUnreadable: boolean;
  readonly person: PersonAnswer;
  readonly fileName: string;
  /** The whole text of the replica, read when asked for. */
  readonly text: () => string;
  readonly onReconnect: () => void;
  /** Keeps what the server does not have on the server. */
  readonly onKeep: () => void;
  /** The reader has seen what was refused. */
  readonly onDismiss: () => void;
}

/**
 * What keeps this document from being as usual, at most two: first the standing state, then what happened to the reader.
 */
export function PaneBanners(props: PaneBannersProps) {
  const { document, person, view, onDismiss } = props;
  const { notice, dismiss } = useRescueNotice(document, person.id, view);
  const dismissed = (): void => {
    dismiss();
    onDismiss();
  };
  return (
    <>
      <StandingBanner {...props} />
      <EventBanner {...props} notice={notice} onDismiss={dismissed} />
    </>
  );
}

function StandingBanner(props: PaneBannersProps) {
  const { document, view, isUnreadable, onReconnect } = props;
  const { status, lock, isKeptOffline } = view;
  const isLocked = isLockedNow(document, view);
  const { t } = useTranslation();
  const isLongOffline = useHasPassed(status.name === 'offline' ? status.since + offlineNoticeMs : null);
  if (status.name === 'stopped' && status.reason !== 'refused') {
    return <StoppedBanner {...props} reason={status.reason} unsent={status.unsent} handover={view.handover} />;
  }
  if (isLocked && hasUnsent(view) && status.name !== 'stopped') return <LockedUnsentBanner {...props} />;
  if (status.name === 'offline' && isLongOffline) {
    const unsentWords = isKeptOffline ? 'offlineUnsentKept' : 'offlineUnsent';
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
        {t(`editor.banner.${status.unsent > 0 ? unsentWords : 'offlineText'}`)}
      </Banner>
    );
  }
  // A lock that was there before is the sheet's to say.
  if (isLocked && lock !== null && document.state !== 'locked') {
    return (
      <Banner kind="lock" title={t('editor.banner.lockTitle')}>
        {t('editor.banner.lockText', { epoch: lock.epoch })}
      </Banner>
    );
  }
  if (!isUnreadable) return null;
  return (
    <Banner kind="warning" title={t('editor.banner.unreadableTitle')}>
      {t('editor.banner.unreadableText')}
    </Banner>
  );
}

/** What was typed and is not sent is not what was approved, and never will be by itself. */
function LockedUnsentBanner({ view, fileName, text, onReconnect }: PaneBannersProps) {
  const { t } = useTranslation();
  return (
    <Banner
      kind="warning"
      title={t('editor.banner.lockedUnsentTitle')}
      action={
        <>
          {view.status.name === 'offline' && (
            <Button variant="default" size="sm" onClick={onReconnect}>
              {t('editor.banner.tryNow')}
            </Button>
          )}
          <KeepText fileName={fileName} text={text} />
        </>
      }
    >
      {t('editor.banner.lockedUnsentText')}
      {view.isKeptOffline === false && ` ${t('editor.banner.stay')}`}
    </Banner>
  );
}

function EventBanner(props: PaneBannersProps & { readonly notice: RescueNotice | null }) {
  const { document, view, mayEdit, person, fileName, text, notice, onReconnect, onDismiss } = props;
  const { t } = useTranslation();
  const { status } = view;
  const full = fullness(document);
  if (notice !== null) {
    return (
      <RefusalBanner
        cycle={document.cycle}
        notice={notice}
        handover={status.name === 'stopped' ? view.handover : null}
        login={person.login}
        fileName={fileName}
        onTryNow={onReconnect}
        onDismiss={onDismiss}
      />
    );
  }
  if (isLockedNow(document, view) && hasUnsent(view)) {
    // Without a sign-in the standing banner asks for that.
    return status.name === 'stopped' && status.reason === 'signedOut' ? <LockedUnsentBanner {...props} /> : null;
  }
  if (status.name === 'unsent') {
    return (
      <Banner
        kind="warning"
        title={t('editor.banner.unsentTitle')}
        action={<KeepText fileName={fileName} text={text} />}
      >
        {t(view.isKeptOffline ? 'editor.banner.unsentKeptText' : 'editor.banner.unsentText')}
      </Banner>
    );
  }
  if (mayEdit && full !== null) {
    return (
      <Banner kind="warning" title={t('editor.banner.fullTitle', { percent: full })}>
        {t('editor.banner.fullText')}
      </Banner>
    );
  }
  if (!mayEdit || view.isKeptOffline !== false) return null;
  return (
    <Banner kind="offline" title={t('editor.banner.notKeptTitle')}>
      {t('editor.banner.notKeptText')}
    </Banner>
  );
}

function isLockedNow({ state }: DocumentAnswer, { lock }: SessionView): boolean {
  return lock?.isLocked ?? state === 'locked';
}

function hasUnsent({ status }: SessionView): boolean {
  return 'unsent' in status && status.unsent > 0;
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
