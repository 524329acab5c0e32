import { consensusSchema } from '@ruam/shared/api/advice.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { cycleKey } from './cycle.ts';
import { request } from './request.ts';

/** Where the bodies stand on the process items, the widest spread first. */
export const consensusQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'consensus'],
    queryFn: () => request(z.array(consensusSchema), `/api/cycles/${encodeURIComponent(cycle)}/consensus`),
  });

/** What a person does about the private levels of an item. `level` null: not even basic. */
export type ConsensusCommand =
  | { readonly type: 'give'; readonly level: Level | null }
  | { readonly type: 'takeBack' | 'reveal' | 'reset' };

/** Gives or takes back one's own level, reveals all, or begins a new round. */
export function useConsensus(cycle: string, code: string) {
  const queryClient = useQueryClient();
  const item = `/api/cycles/${encodeURIComponent(cycle)}/items/${encodeURIComponent(code)}`;
  return useMutation({
    mutationFn: (command: ConsensusCommand) => {
      switch (command.type) {
        case 'give':
          return request(consensusSchema, `${item}/privateLevel`, { method: 'PUT', body: { level: command.level } });
        case 'takeBack':
          return request(consensusSchema, `${item}/privateLevel`, { method: 'DELETE' });
        case 'reveal':
        case 'reset':
          return request(consensusSchema, `${item}/consensus/${command.type}`, { method: 'POST' });
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
}
