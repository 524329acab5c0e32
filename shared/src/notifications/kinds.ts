import { z } from 'zod';

/**
 * What a person is told of.
 * - `mention`: somebody named them. `reply`: a comment in a thread that they follow.
 * - `advice`: an advice note waits for their answer, or theirs was answered.
 * - `decision`: a resolution on an item of their body, or its conditions are met.
 * - `reopened`: an item of their body may be edited again. `reopeningRequested`: somebody asks for it.
 * - `meeting`: a meeting of their body is published, or was moved.
 * - `rescue`: an edit was refused and kept. `seat`: they got a role. `claim`: a level was claimed.
 */
export const notificationKinds = [
  'mention',
  'reply',
  'advice',
  'decision',
  'reopened',
  'reopeningRequested',
  'rescue',
  'seat',
  'claim',
  'meeting',
] as const;
export const notificationKindSchema = z.enum(notificationKinds);
export type NotificationKind = z.infer<typeof notificationKindSchema>;

/** `now`: gathered for two minutes. `daily`: in one mail at seven in the morning. */
export const mailTimes = ['off', 'now', 'daily'] as const;
export const mailTimeSchema = z.enum(mailTimes);
export type MailTime = z.infer<typeof mailTimeSchema>;

export const notificationSettingSchema = z.object({ inApp: z.boolean(), mail: mailTimeSchema });
export type NotificationSetting = z.infer<typeof notificationSettingSchema>;

/** What holds for a person who has set nothing. */
export function defaultSetting(kind: NotificationKind): NotificationSetting {
  return { inApp: true, mail: kind === 'mention' || kind === 'decision' ? 'now' : 'daily' };
}
