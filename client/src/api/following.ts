import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';

/** A place in the texts: a document, and the paragraph (its block id); null: the beginning. */
export interface TextPlace {
  readonly document: string;
  readonly block: string | null;
}

/** What this page has to do with the projector of a running meeting; meetings by their ids. */
export interface Following {
  /** The meeting whose projector it follows; null: none. */
  readonly meeting: string | null;
  /** What that projector shows of the texts; null: something else, or nothing is followed. */
  readonly at: TextPlace | null;
  /** The meeting that it followed until the reader went an own way. */
  readonly left: string | null;
  /** The meeting whose offer the reader has put away. */
  readonly declined: string | null;
}

const nothing: Following = { meeting: null, at: null, left: null, declined: null };

/** What this page follows. It lives as long as the page, whichever screen is open. */
const followingQuery = queryOptions({
  queryKey: ['following'],
  queryFn: (): Following => nothing,
  initialData: nothing,
  enabled: false,
  staleTime: Number.POSITIVE_INFINITY,
});

/** What this page follows, and how that changes. */
export function useFollowing() {
  const queryClient = useQueryClient();
  const following = useQuery(followingQuery).data;
  const acts = useMemo(() => {
    const set = (change: (now: Following) => Following): void => {
      queryClient.setQueryData(followingQuery.queryKey, (now = nothing) => change(now));
    };
    return {
      follow: (meeting: string) => set(() => ({ ...nothing, meeting })),
      /** The reader went an own way: that is said, and the offer stays. */
      leave: () => set((now) => (now.meeting === null ? now : { ...nothing, left: now.meeting })),
      stop: () => set(() => nothing),
      decline: (meeting: string) => set(() => ({ ...nothing, declined: meeting })),
      show: (at: TextPlace | null) =>
        set((now) =>
          now.at?.document === at?.document && now.at?.block === at?.block && (now.at === null) === (at === null)
            ? now
            : { ...now, at },
        ),
    };
  }, [queryClient]);
  return { ...following, ...acts };
}
