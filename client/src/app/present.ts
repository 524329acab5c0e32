import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import { mayPrepareMeetings } from '@ruam/shared/policy/meetings.ts';
import type { QueryClient } from '@tanstack/react-query';
import { meetingsQuery } from '../api/meetings.ts';
import { paths } from '../ui/paths.ts';

/** Where a person presents: the running meeting, else the newest that is published, else the list of meetings. */
export async function presentPath(queryClient: QueryClient, person: PersonAnswer, cycle: string): Promise<string> {
  const meetings = await queryClient.fetchQuery(meetingsQuery(cycle)).catch(() => []);
  const meeting =
    meetings.find(({ state }) => state === 'running') ?? meetings.find(({ state }) => state === 'published');
  if (meeting === undefined) return paths.meetings(cycle);
  const mayOperate = mayPrepareMeetings({ id: person.id, seats: person.roles }, cycle);
  return mayOperate ? paths.meetingConsole(cycle, meeting.id) : paths.meetingJoin(cycle, meeting.id);
}
