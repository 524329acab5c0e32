import type { PresentInCycle } from '@ruam/shared/sync/presenceFrames.ts';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Who is in a cycle now, as the live channel tells it; nobody while it is cut. */
export const presenceQuery = (cycle: string) =>
  queryOptions({
    queryKey: ['presence', cycle],
    queryFn: (): readonly PresentInCycle[] => [],
    initialData: [] as readonly PresentInCycle[],
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The document that this tab shows, which the live channel tells the server. */
export const whereaboutsQuery = queryOptions({
  queryKey: ['whereabouts'],
  queryFn: (): string | null => null,
  initialData: null as string | null,
  enabled: false,
  staleTime: Number.POSITIVE_INFINITY,
});

/** This tab shows a document for as long as the component lives; null: none. */
export function useWhereabouts(document: string | null): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (document === null) return;
    queryClient.setQueryData(whereaboutsQuery.queryKey, document);
    return () => {
      queryClient.setQueryData(whereaboutsQuery.queryKey, (shown) => (shown === document ? null : shown));
    };
  }, [document, queryClient]);
}

/** A person at one place: `isReader` when they may not write there. */
export interface PersonAt {
  readonly id: string;
  readonly name: string;
  readonly isReader: boolean;
}

/** Who is at an item, in one of its documents, or in one of these; by name. */
export function usePeopleAt(
  cycle: string,
  place: { readonly item: string } | { readonly documents: readonly string[] },
): readonly PersonAt[] {
  const present = useQuery(presenceQuery(cycle)).data;
  const isHere = (at: PresentInCycle['places'][number]): boolean =>
    'item' in place ? at.item === place.item : at.document !== null && place.documents.includes(at.document);
  const byName = new Intl.Collator('th');
  return present
    .flatMap(({ id, name, places }) => {
      const here = places.filter(isHere);
      return here.length === 0 ? [] : [{ id, name, isReader: here.every(({ mayWrite }) => !mayWrite) }];
    })
    .sort((one, other) => byName.compare(one.name, other.name) || (one.id < other.id ? -1 : 1));
}

/** Those who were here, after a frame of the live channel. */
export function afterFrame(
  before: readonly PresentInCycle[],
  frame: { readonly all: boolean; readonly people: readonly PresentInCycle[]; readonly gone: readonly string[] },
): readonly PresentInCycle[] {
  if (frame.all) return frame.people;
  const replaced = new Set([...frame.gone, ...frame.people.map(({ id }) => id)]);
  return [...before.filter(({ id }) => !replaced.has(id)), ...frame.people];
}
