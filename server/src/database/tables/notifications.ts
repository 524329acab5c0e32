/** What a person is told, and how. */
export interface NotificationTables {
  notification: {
    id: string;
    personId: string;
    cycleId: string;
    kind: string;
    /** JSON: what it is about. */
    subject: string;
    at: number;
    readAt: number | null;
    mailState: 'none' | 'waiting' | 'sent' | 'failed';
    mailedAt: number | null;
  };
  notificationSetting: { personId: string; kind: string; inApp: number; mail: 'off' | 'now' | 'daily' };
  /** How far each audit chain was read for notifications. */
  notificationCursor: { chain: string; seq: number };
}
