import {
  type ChangeEvidence,
  type EvidenceAnswer,
  evidenceDetailSchema,
  evidenceRemovedSchema,
  evidenceSchema,
  type NewEvidence,
} from '@ruam/shared/api/evidence.ts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { cycleKey } from './cycle.ts';
import { request } from './request.ts';

const entriesSchema = z.array(evidenceSchema);
const evidenceKey = (cycle: string) => [...cycleKey(cycle), 'evidence'] as const;

/** The evidence register of a cycle, newest first, also entries that were removed (`removed`): texts name them still. */
export const evidenceQuery = (cycle: string) =>
  queryOptions({
    queryKey: evidenceKey(cycle),
    queryFn: () => request(entriesSchema, `/api/cycles/${encodeURIComponent(cycle)}/evidence`),
  });

/** One entry with its versions and the snapshots that name it. */
export const evidenceEntryQuery = (cycle: string, id: string) =>
  queryOptions({
    queryKey: [...evidenceKey(cycle), id],
    queryFn: () => request(evidenceDetailSchema, entryPath(id)),
  });

/** The entry that a text names; null while it is read, undefined when the register does not have it. */
export function useEvidenceEntry(cycle: string, id: string): EvidenceAnswer | null | undefined {
  const entries = useQuery(evidenceQuery(cycle));
  return entries.data === undefined ? null : entries.data.find((entry) => entry.id === id);
}

/** Adds an entry; `key` names the request: sent again, it is done once. */
export function useAddEvidence(cycle: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (entry: NewEvidence) =>
      request(evidenceSchema, `/api/cycles/${encodeURIComponent(cycle)}/evidence`, { method: 'POST', body: entry }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
}

/** Changes what is named of an entry. */
export function useChangeEvidence(cycle: string, id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: ChangeEvidence) => request(evidenceSchema, entryPath(id), { method: 'PUT', body: change }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
}

/** Takes an entry out of the register. */
export function useRemoveEvidence(cycle: string, id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request(evidenceRemovedSchema, entryPath(id), { method: 'DELETE' }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
}

function entryPath(id: string): string {
  return `/api/evidence/${encodeURIComponent(id)}`;
}
