import { recommendationSchema } from '@ruam/shared/api/recommendations.ts';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { cycleKey } from './cycle.ts';
import { request } from './request.ts';

/** The recommendations of a cycle, in the order of its items. */
export const recommendationsQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'recommendations'],
    queryFn: () => request(z.array(recommendationSchema), `/api/cycles/${encodeURIComponent(cycle)}/recommendations`),
  });
