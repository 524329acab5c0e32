import { IconClock, IconCloudCheck, IconCloudUp, IconLifebuoy, IconLock, IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import type { DocumentStatus } from '../sync/status.ts';
import './saveState.css';

const icons = {
  connecting: IconCloudUp,
  saved: IconCloudCheck,
  saving: IconCloudUp,
  unsent: IconClock,
  offline: IconWifiOff,
  stopped: IconLifebuoy,
  locked: IconLock,
} as const;

/** Whether the text is safe, in words. Green only after the server has acknowledged everything. */
export function SaveState({
  status,
  mayWrite,
  hasUnsent,
}: {
  status: DocumentStatus | null;
  mayWrite: boolean;
  /** Something is unsent in one of the documents of the window: another text counts too. */
  hasUnsent: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = status?.name ?? 'connecting';
  const Icon = icons[name];
  const unsent = status !== null && 'unsent' in status ? status.unsent : 0;
  const words = (): string => {
    if (status === null) return t('save.connecting');
    switch (status.name) {
      case 'connecting':
        return t('save.connecting');
      case 'saved':
        return t(mayWrite ? 'save.saved' : 'save.upToDate', { time: format.clock(status.at) });
      case 'saving':
        return t('save.saving');
      case 'unsent':
        return t('save.unsent');
      case 'offline':
        return t('save.offline');
      case 'stopped':
        return t(unsent > 0 ? 'save.kept' : 'save.stopped');
      case 'locked':
        return t('save.locked');
    }
  };
  return (
    <span className="save-state" data-state={name} role="status">
      <Icon size={19} stroke={1.75} aria-hidden />
      <b>{words()}</b>
      {hasUnsent && (name === 'saved' || name === 'offline') && (
        <span className="save-state-elsewhere">{t('save.unsentElsewhere')}</span>
      )}
    </span>
  );
}
