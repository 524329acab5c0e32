import { type BlockReference, carriedSchema, carryOverSchema } from '@ruam/shared/api/recommendations.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { cycleKey } from './cycle.ts';
import { request } from './request.ts';

/** The open recommendations of the cycle before, and which may be carried over into this one. */
export const carryOverQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'carryOver'],
    queryFn: () => request(carryOverSchema, carryOverPath(cycle)),
  });

/** Carries recommendations over; what stands there already is left as it is. */
export function useCarryOver(cycle: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (recommendations: readonly BlockReference[]) =>
      request(carriedSchema, carryOverPath(cycle), { method: 'POST', body: { recommendations } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
}

function carryOverPath(cycle: string): string {
  return `/api/cycles/${encodeURIComponent(cycle)}/carryOver`;
}
