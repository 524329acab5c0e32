import { cycleSchema, documentSchema, itemSchema } from '@ruam/shared/api/api.ts';
import type { ScoreProfile, ScoreValue } from '@ruam/shared/assessment/assessment.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { frameworkSchema } from '@ruam/shared/framework/framework.ts';
import { earlierScoreSchema, scoreboardSchema } from '@ruam/shared/score/scoreboard.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from './request.ts';

/** Everything read of a cycle is kept under this key, so that one live event refreshes it. */
export const cycleKey = (cycle: string) => ['cycle', cycle] as const;

/** The cycles that the person may read. */
export const cyclesQuery = queryOptions({
  queryKey: ['cycles'],
  queryFn: () => request(z.array(cycleSchema), '/api/cycles'),
});

/** The items of a cycle with their three values. */
export const itemsQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'items'],
    queryFn: () => request(z.array(itemSchema), `${cyclePath(cycle)}/items`),
  });

/** All documents of a cycle, with whether the person may write them now. */
export const documentsQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'documents'],
    queryFn: () => request(z.array(documentSchema), `${cyclePath(cycle)}/documents`),
  });

/** The score of one of the values in one profile, with its explanation. */
export const scoreboardQuery = (cycle: string, value: ScoreValue, profile: ScoreProfile) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'scoreboard', value, profile],
    queryFn: () => request(scoreboardSchema, `${cyclePath(cycle)}/scoreboard?value=${value}&profile=${profile}`),
  });

/** The levels of the same agency's year before, by its latest values; null without such a year. */
export const earlierScoreQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'earlierScore'],
    queryFn: () => request(earlierScoreSchema.nullable(), `${cyclePath(cycle)}/earlierScore`),
    staleTime: 60_000,
  });

/** The framework edition that the cycle is pinned to; it never changes. */
export const frameworkQuery = (cycle: string) =>
  queryOptions({
    queryKey: ['framework', cycle],
    queryFn: () => request(frameworkSchema, `${cyclePath(cycle)}/framework`),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Claims a level for an item, or withdraws the claim (null). */
export function useClaim(cycle: string, code: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (claim: { level: Level | null; statement?: string }) =>
      request(itemSchema, `${cyclePath(cycle)}/items/${encodeURIComponent(code)}/claim`, {
        method: 'PUT',
        body: claim,
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
}

function cyclePath(cycle: string): string {
  return `/api/cycles/${encodeURIComponent(cycle)}`;
}
