import { type DocumentAnswer, type RescueAnswer, rescueDiscardedSchema, rescueSchema } from '@ruam/shared/api/api.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { cycleKey } from './cycle.ts';
import { request } from './request.ts';

const rescuesSchema = z.array(rescueSchema);

/** All reading of rescues of a cycle. */
export const rescuesKey = (cycle: string) => [...cycleKey(cycle), 'rescues'] as const;

/** The refused edits of a cycle that the person may read, newest first. */
export const rescuesQuery = (cycle: string) =>
  queryOptions({
    queryKey: rescuesKey(cycle),
    queryFn: async () => {
      const rescues = await request(rescuesSchema, '/api/rescues');
      return rescues.filter((rescue) => rescue.cycle === cycle).sort((one, other) => other.at - one.at);
    },
  });

/** The refused edits of one document that the person may read. */
export const documentRescuesQuery = ({ id, cycle }: Pick<DocumentAnswer, 'id' | 'cycle'>) =>
  queryOptions({
    queryKey: [...rescuesKey(cycle), id],
    queryFn: () => request(rescuesSchema, `/api/documents/${encodeURIComponent(id)}/rescues`),
  });

/** The refused edits of a cycle that somebody has put away, the last one first. */
export const discardedRescuesQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...rescuesKey(cycle), 'discarded'],
    queryFn: async () => {
      const rescues = await request(rescuesSchema, '/api/rescues?discarded=true');
      return rescues
        .filter((rescue) => rescue.cycle === cycle)
        .sort((one, other) => (other.discarded?.at ?? 0) - (one.discarded?.at ?? 0));
    },
  });

/** Puts a refused edit away, or brings it back. */
export function useDiscardRescue({ id, cycle }: Pick<RescueAnswer, 'id' | 'cycle'>) {
  const path = `/api/rescues/${encodeURIComponent(id)}`;
  return useRescueMutation(cycle, (isDiscarded: boolean) =>
    isDiscarded
      ? request(rescueDiscardedSchema, `${path}?confirm=true`, { method: 'DELETE' })
      : request(rescueDiscardedSchema, path, { method: 'PUT', body: { discarded: false } }),
  );
}

/** Opens a thread on the whole document with a text. */
export function usePostAsComment({ document, cycle }: Pick<RescueAnswer, 'document' | 'cycle'>) {
  return useRescueMutation(cycle, ({ text, key }: { text: string; key: string }) =>
    request(z.unknown(), `/api/documents/${encodeURIComponent(document)}/threads`, {
      method: 'POST',
      body: { text, key },
    }),
  );
}

/** Asks for the item of a refused edit to be reopened, because of it. */
export function useRequestReopening({ id, cycle, item }: Pick<RescueAnswer, 'id' | 'cycle' | 'item'>) {
  const path = `/api/cycles/${encodeURIComponent(cycle)}/items/${encodeURIComponent(item ?? '')}/reopeningRequest`;
  return useRescueMutation(cycle, (reason: string) =>
    request(z.unknown(), path, { method: 'POST', body: { reason, rescues: [id] } }),
  );
}

function useRescueMutation<Given, Answer>(cycle: string, mutationFn: (given: Given) => Promise<Answer>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }) });
}
