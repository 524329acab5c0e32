import type { MeetingAnswer } from '@ruam/shared/api/meetings.ts';

const dayMs = 24 * 60 * 60_000;

/** The meeting that runs; else, of those that are published, the next one from today on, in Bangkok. Null for none. */
export function nextMeeting<Meeting extends Pick<MeetingAnswer, 'state' | 'date'>>(
  meetings: readonly Meeting[],
  now: Date,
): Meeting | null {
  const running = meetings.find(({ state }) => state === 'running');
  if (running) return running;
  const published = meetings
    .filter(({ state, date }) => state === 'published' && isToCome(date, now))
    .sort((a, b) => (a.date ?? '9').localeCompare(b.date ?? '9'));
  return published[0] ?? null;
}

function isToCome(date: string | null, now: Date): boolean {
  return date === null || Date.parse(`${date}T00:00:00+07:00`) + dayMs > now.getTime();
}
