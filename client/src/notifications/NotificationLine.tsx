import type { NotificationAnswer } from '@ruam/shared/api/notifications.ts';
import type { NotificationKind } from '@ruam/shared/notifications/kinds.ts';
import { notificationPath } from '@ruam/shared/notifications/link.ts';
import {
  IconAt,
  IconBulb,
  IconGavel,
  IconLifebuoy,
  IconLockOpen,
  IconMessageCircle,
  IconPencil,
  IconPresentation,
  IconUserCheck,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMarkRead } from '../api/notifications.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { notificationPlace, notificationWords } from './notificationWords.ts';

const icons: Record<NotificationKind, typeof IconAt> = {
  mention: IconAt,
  reply: IconMessageCircle,
  advice: IconBulb,
  decision: IconGavel,
  reopened: IconLockOpen,
  reopeningRequested: IconLockOpen,
  rescue: IconLifebuoy,
  seat: IconUserCheck,
  claim: IconPencil,
  meeting: IconPresentation,
};

/** One notification: what happened, where and when; it leads to the passage and is read then. */
export function NotificationLine({
  notification,
  isOtherCycle,
  onChoose,
}: {
  notification: NotificationAnswer;
  isOtherCycle: boolean;
  onChoose?: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const markRead = useMarkRead();
  const { id, kind, cycle, at, readAt, subject } = notification;
  const Icon = icons[kind];
  const place = notificationPlace(t, notification);
  const about = [place, isOtherCycle ? t('notifications.otherCycle') : ''].filter((one) => one !== '');
  return (
    <Link
      href={notificationPath(cycle, kind, subject)}
      className="notification"
      data-unread={readAt === null}
      data-kind={kind}
      onClick={() => {
        if (readAt === null) markRead.mutate(id);
        onChoose?.();
      }}
    >
      <Icon size={20} stroke={1.75} aria-hidden />
      <span className="notification-words">
        <span>
          <ThaiText>{notificationWords(t, notification)}</ThaiText>
        </span>
        <small>
          {about.map((one) => `${one} · `).join('')}
          <time dateTime={new Date(at).toISOString()} title={format.full(at)}>
            {format.moment(at, Date.now())}
          </time>
        </small>
      </span>
      {readAt === null && <span className="notification-dot" role="img" aria-label={t('notifications.unread')} />}
    </Link>
  );
}
