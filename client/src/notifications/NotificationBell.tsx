import { Popover, UnstyledButton } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { notificationsQuery, unreadCountQuery, useMarkReadThrough } from '../api/notifications.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { NotificationLine } from './NotificationLine.tsx';
import './notifications.css';

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
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" shadow="md" width="min(400px, 96vw)" trapFocus>
      <Popover.Target>
        <UnstyledButton className="notification-bell" aria-label={label} onClick={() => setIsOpen(!isOpen)}>
          <IconBell size={20} stroke={1.75} aria-hidden />
          {unread > 0 && (
            <span className="notification-count" aria-hidden="true">
              {unread > maxShown ? t('notifications.many') : format.number(unread)}
            </span>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('notifications.title')} className="notification-card" p={0}>
        {isOpen && <Newest cycle={cycle} hasUnread={unread > 0} onChoose={close} />}
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
      </Popover.Dropdown>
    </Popover>
  );
}

function Newest({ cycle, hasUnread, onChoose }: { cycle: string | null; hasUnread: boolean; onChoose: () => void }) {
  const { t } = useTranslation();
  const list = useQuery(notificationsQuery);
  const readThrough = useMarkReadThrough();
  const newest = list.data?.[0];
  return (
    <>
      <div className="notification-head">
        <h2>{t('notifications.title')}</h2>
        {hasUnread && newest && (
          <button type="button" className="ruam-plain-button" onClick={() => readThrough.mutate(newest.at)}>
            {t('notifications.readAll')}
          </button>
        )}
      </div>
      {list.data === undefined ? (
        list.isError ? (
          <Trouble error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <div className="notification-none">
            <Skeleton />
          </div>
        )
      ) : newest === undefined ? (
        <p className="notification-none">{t('notifications.none')}</p>
      ) : (
        <ul className="notification-list">
          {list.data.map((one) => (
            <li key={one.id}>
              <NotificationLine notification={one} isOtherCycle={one.cycle !== cycle} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
