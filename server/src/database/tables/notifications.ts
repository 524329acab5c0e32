import type { MailTime, NotificationKind } from '@ruam/shared/notifications/kinds.ts';

/** What a person is told, and how. */
export interface NotificationTables {
  notification: {
    id: string;
    personId: string;
    cycleId: string;
    kind: NotificationKind;
    /** JSON of `notificationSubjectSchema`. */
    subject: string;
    at: number;
    /** 0: only a mail tells it. */
    inApp: number;
    readAt: number | null;
    /** `failed`: given up. */
    mailState: 'none' | 'waiting' | 'sent' | 'failed';
    /** Not to be mailed before; while it is being sent, when another try may begin. */
    mailAfter: number | null;
    mailAttempts: number;
    mailedAt: number | null;
  };
  notificationSetting: { personId: string; kind: NotificationKind; inApp: number; mail: MailTime };
  /** How far each audit chain was read for notifications. */
  notificationCursor: { chain: string; seq: number };
}
