import type { notificationsTh } from './notifications.th.ts';
import type { Words } from './words.ts';

/** English. */
export const notificationsEn: Words<typeof notificationsTh> = {
  title: '',
};
