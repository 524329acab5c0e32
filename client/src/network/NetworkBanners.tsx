import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { keptOpeningQuery } from '../api/session.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { takeOver } from '../offline/registerWorker.ts';
import { reload } from '../sync/openSessions.ts';
import { transportOf } from '../sync/overHttp/transport.ts';
import { isUnsentKept, useUnsent } from '../sync/useUnsent.ts';
import { Banner } from '../ui/Banner.tsx';
import { useNewerVersion } from './useNewerVersion.ts';

/** What is unusual about the way to the server, on every screen: the cause, what is safe, and whom to ask. */
export function NetworkBanners() {
  return (
    <>
      <KeptBanner />
      <BlockedBanner />
      <NewerBanner />
    </>
  );
}

/** The page was opened without a server. */
function KeptBanner() {
  const { t } = useTranslation();
  const format = useFormat();
  const at = useQuery(keptOpeningQuery).data;
  if (at === null) return null;
  return (
    <Banner kind="offline" title={t('network.kept.title')}>
      {t('network.kept.text', { time: format.full(at) })}
    </Banner>
  );
}

function BlockedBanner() {
  const { t } = useTranslation();
  const transport = transportOf(window);
  const mode = useSyncExternalStore(
    (listener) => transport.subscribe(listener),
    () => transport.mode,
  );
  const [isDismissed, setIsDismissed] = useState(false);
  if (mode === 'webSocket' || isDismissed) return null;
  return (
    <Banner
      kind="warning"
      title={t('network.blocked.title')}
      action={
        <Button variant="default" size="sm" onClick={() => setIsDismissed(true)}>
          {t('network.blocked.dismiss')}
        </Button>
      }
    >
      {t('network.blocked.text')}
    </Banner>
  );
}

/** Loads the newer version only when nothing that was typed can be lost by it. */
function NewerBanner() {
  const { t } = useTranslation();
  const newer = useNewerVersion();
  const [dismissed, setDismissed] = useState<string | null>(null);
  const unsent = useUnsent();
  if (newer === null || newer === dismissed) return null;
  const mustWait = unsent > 0 && !isUnsentKept();
  const load = async (): Promise<void> => {
    await takeOver(window);
    // Something may have been typed meanwhile.
    if (isUnsentKept()) reload(window);
  };
  return (
    <Banner
      kind="warning"
      title={t('network.newer.title')}
      action={
        <>
          <Button size="sm" disabled={mustWait} onClick={() => void load()}>
            {t('network.newer.reload')}
          </Button>
          <Button variant="default" size="sm" onClick={() => setDismissed(newer)}>
            {t('network.newer.later')}
          </Button>
        </>
      }
    >
      {t(mustWait ? 'network.newer.waiting' : 'network.newer.text')}
    </Banner>
  );
}
