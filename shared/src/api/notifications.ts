import { z } from 'zod';
import { notificationKindSchema, notificationSettingSchema } from '../notifications/kinds.ts';
import { notificationSubjectSchema } from '../notifications/subject.ts';

/** Shapes of notifications and their settings. */
export const notificationSchema = z.object({
  id: z.string(),
  kind: notificationKindSchema,
  cycle: z.string(),
  at: z.int(),
  readAt: z.int().nullable(),
  /** Who did it; null when it was the server. */
  actorName: z.string().nullable(),
  subject: notificationSubjectSchema,
});
export type NotificationAnswer = z.infer<typeof notificationSchema>;

/** At most `limit`, newest first; `before` names the last one of the page before. */
export const notificationQuerySchema = z.object({
  unread: z.enum(['true', 'false']).optional(),
  before: z.string().min(1).max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

/** How many are unread; counted up to `maxCounted`. */
export const notificationCountSchema = z.object({ unread: z.int() });
export const maxCounted = 100;

export const notificationReadSchema = z.object({ read: z.boolean() });
/** Every one up to this time (epoch ms) is read. */
export const notificationsReadSchema = z.object({ readThrough: z.int().min(0) });

/** `mail` says whether mail can reach the person: whether the server sends any, and whether it knows an address. */
export const notificationSettingsSchema = z.object({
  settings: z.record(notificationKindSchema, notificationSettingSchema),
  mail: z.object({ isSent: z.boolean(), hasAddress: z.boolean() }),
});
export type NotificationSettingsAnswer = z.infer<typeof notificationSettingsSchema>;

/** What is left out stays as it is. */
export const notificationSettingsChangeSchema = z.partialRecord(notificationKindSchema, notificationSettingSchema);
export type NotificationSettingsChange = z.infer<typeof notificationSettingsChangeSchema>;
