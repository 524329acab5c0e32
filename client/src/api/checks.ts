import { checkSchema } from '@ruam/shared/api/checks.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { cycleKey } from './cycle.ts';
import { request } from './request.ts';

/** Every check of the framework with what proves it, and who has ticked it. */
export const checksQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'checks'],
    queryFn: () => request(z.array(checkSchema), checksPath(cycle)),
  });

/** Says that a check is met, or takes that back. */
export function useTick(cycle: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ check, ticked, note }: { check: string; ticked: boolean; note?: string }) =>
      request(checkSchema, `${checksPath(cycle)}/${encodeURIComponent(check)}`, {
        method: 'PUT',
        body: { ticked, ...(note === undefined ? {} : { note }) },
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
}

function checksPath(cycle: string): string {
  return `/api/cycles/${encodeURIComponent(cycle)}/checks`;
}
