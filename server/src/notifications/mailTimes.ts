import type { MailTime } from '@ruam/shared/notifications/kinds.ts';

/** What happens within this time goes into one mail. */
export const gatherMs = 2 * 60_000;
const dayMs = 24 * 60 * 60_000;

/** When something that happened at `at` is to be mailed (epoch ms); null for never. */
export function mailAfter(time: MailTime, at: number): number | null {
  switch (time) {
    case 'off':
      return null;
    case 'now':
      return at + gatherMs;
    case 'daily':
      // Seven in the morning in Bangkok, which knows no summer time, is midnight UTC.
      return (Math.floor(at / dayMs) + 1) * dayMs;
  }
}
