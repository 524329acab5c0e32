import {
  type AmendResolution,
  minutesSchema,
  type NewResolution,
  resolutionSchema,
  type Scenario,
} from '@ruam/shared/api/resolutions.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { cycleKey } from './cycle.ts';
import { request } from './request.ts';

const base = (cycle: string, meeting: string): string =>
  `/api/cycles/${encodeURIComponent(cycle)}/meetings/${encodeURIComponent(meeting)}`;

/** The resolutions of a meeting in the order in which they fell. */
export const resolutionsQuery = (cycle: string, meeting: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'resolutions', meeting],
    queryFn: () => request(z.array(resolutionSchema), `${base(cycle, meeting)}/resolutions`),
  });

/** How far the minutes of a meeting are. */
export const minutesQuery = (cycle: string, meeting: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'minutes', meeting],
    queryFn: () => request(minutesSchema, `${base(cycle, meeting)}/minutes`),
  });

/** Records what is resolved besides decisions on items. */
export const makeResolution = (cycle: string, meeting: string, resolution: NewResolution) =>
  request(resolutionSchema, `${base(cycle, meeting)}/resolutions`, { method: 'POST', body: resolution });

/** Adds observations to a resolution, and the vote that was taken. */
export const amendResolution = (cycle: string, meeting: string, id: string, said: AmendResolution) =>
  request(resolutionSchema, `${base(cycle, meeting)}/resolutions/${encodeURIComponent(id)}`, {
    method: 'PUT',
    body: said,
  });

/** Writes a scenario into the minutes, in words that say that it is none of their resolutions. */
export const keepScenario = (cycle: string, meeting: string, scenario: Scenario) =>
  request(minutesSchema, `${base(cycle, meeting)}/minutes/scenario`, { method: 'POST', body: scenario });

/** What the secretariat does to minutes: brings their form in, or sends them to the members. */
export type MinutesCommand = 'seed' | 'circulate';

/** Does it; what is asked again afterwards is all that it may have changed. */
export function useMinutesCommand(cycle: string, meeting: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (command: MinutesCommand) => {
      const at = `${base(cycle, meeting)}/minutes`;
      return command === 'seed'
        ? request(minutesSchema, `${at}/seed`, { method: 'POST' })
        : request(minutesSchema, `${at}/state`, { method: 'PUT', body: { state: 'circulated' } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: minutesQuery(cycle, meeting).queryKey }),
  });
}

/** Where the minutes are had as a Word file. */
export const minutesFile = (cycle: string, meeting: string): string => `${base(cycle, meeting)}/minutes.docx`;
