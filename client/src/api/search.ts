import { type SearchQuestion, searchAnswerSchema } from '@ruam/shared/api/search.ts';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { request } from './request.ts';

/** Long enough to come back to the same words while one reads; what others write meanwhile is found after it. */
const freshMs = 30_000;

/** What a person may read that answers a question, page by page. */
export const searchQuery = (question: Pick<SearchQuestion, 'q' | 'cycle' | 'kind'>) =>
  infiniteQueryOptions({
    queryKey: ['search', question],
    queryFn: ({ pageParam }) => {
      const given = Object.entries({ ...question, cursor: pageParam });
      const asked = new URLSearchParams(given.flatMap(([name, value]) => (value == null ? [] : [[name, value]])));
      return request(searchAnswerSchema, `/api/search?${asked}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    staleTime: freshMs,
  });
