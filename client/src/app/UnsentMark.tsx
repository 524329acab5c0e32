import { IconClock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnsent } from '../sync/useUnsent.ts';

/** Sooner than this the server's answer is on its way. */
const noticeMs = 5_000;

/** On every screen: that something written in this window has not reached the server for a while. */
export function UnsentMark() {
  const { t } = useTranslation();
  const unsent = useUnsent();
  const isWaiting = unsent > 0;
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    setIsLate(false);
    if (!isWaiting) return;
    const timer = setTimeout(() => setIsLate(true), noticeMs);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  if (!isWaiting || !isLate) return null;
  return (
    <span className="app-unsent" role="status">
      <IconClock size={18} stroke={1.75} aria-hidden />
      {t('shell.unsent')}
    </span>
  );
}
