import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { notificationsQuery, useMarkReadThrough } from '../api/notifications.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { NotificationLine } from './NotificationLine.tsx';

/** The newest notifications; reading them all is one click. `cycle`: the one that is open. */
export function NewestNotifications({
  cycle,
  hasUnread,
  onChoose,
}: {
  cycle: string | null;
  hasUnread: boolean;
  onChoose: () => void;
}) {
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
