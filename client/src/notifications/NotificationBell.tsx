import { UnstyledButton } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { unreadCountQuery } from '../api/notifications.ts';
import { withAllWords } from '../i18n/setup.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { Dropdown } from '../ui/Dropdown.tsx';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import './notifications.css';

const NewestNotifications = lazy(() =>
  withAllWords(import('./NewestNotifications.tsx').then((list) => ({ default: list.NewestNotifications }))),
);

const maxShown = 99;

/** How many notifications are unread, and the newest of them; on every screen. `cycle`: the one that is open. */
export function NotificationBell({ cycle }: { cycle: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const unread = useQuery(unreadCountQuery).data?.unread ?? 0;
  const label = unread > 0 ? t('notifications.bell', { count: unread }) : t('notifications.bellNone');
  const close = () => setIsOpen(false);
  return (
    <Dropdown
      label={t('notifications.title')}
      isOpen={isOpen}
      onOpen={setIsOpen}
      className="notification-card"
      drawButton={(props) => (
        <UnstyledButton className="notification-bell" aria-label={label} {...props}>
          <IconBell size={20} stroke={1.75} aria-hidden />
          {unread > 0 && (
            <span className="notification-count" aria-hidden="true">
              {unread > maxShown ? t('notifications.many') : format.number(unread)}
            </span>
          )}
        </UnstyledButton>
      )}
    >
      <Suspense
        fallback={
          <div className="notification-none">
            <Skeleton />
          </div>
        }
      >
        <NewestNotifications cycle={cycle} hasUnread={unread > 0} onChoose={close} />
      </Suspense>
      <div className="notification-foot">
        {cycle !== null && (
          <Link href={paths.work(cycle)} onClick={close}>
            {t('notifications.work.title')}
          </Link>
        )}
        <Link href={`${paths.profile()}#notifications`} onClick={close}>
          {t('notifications.openSettings')}
        </Link>
      </div>
    </Dropdown>
  );
}
