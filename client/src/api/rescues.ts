import { type DocumentAnswer, rescueSchema } from '@ruam/shared/api/api.ts';
import { queryOptions } from '@tanstack/react-query';
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
