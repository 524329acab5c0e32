import { type ChangeUnits, unitRegisterSchema } from '@ruam/shared/api/units.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { cycleKey } from './cycle.ts';
import { request } from './request.ts';

/** The units of a cycle with their other names and the members of groups. */
export const unitsQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'units'],
    queryFn: () => request(unitRegisterSchema, unitsPath(cycle)),
  });

/** Puts a register in the place of the one that was seen. */
export function useChangeUnits(cycle: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: ChangeUnits) => request(unitRegisterSchema, unitsPath(cycle), { method: 'PUT', body: change }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
}

function unitsPath(cycle: string): string {
  return `/api/cycles/${encodeURIComponent(cycle)}/units`;
}
