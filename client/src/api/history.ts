import { snapshotSchema } from '@ruam/shared/api/deciding.ts';
import { documentHistorySchema, restorationSchema, versionDiffSchema } from '@ruam/shared/api/history.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { cycleKey } from './cycle.ts';
import { request } from './request.ts';

const documentPath = (document: string) => `/api/documents/${encodeURIComponent(document)}`;

/** The versions of a document, newest first. Under `documents`: they move with what is edited. */
export const versionsQuery = (cycle: string, document: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'documents', document, 'versions'],
    queryFn: () => request(documentHistorySchema, `${documentPath(document)}/versions`),
  });

/** The difference from one version of a document to another. */
export const versionDiffQuery = (cycle: string, document: string, from: string, to: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), to === 'now' ? 'since' : 'between', document, from, to],
    queryFn: () =>
      request(versionDiffSchema, `${documentPath(document)}/versions/diff?${new URLSearchParams({ from, to })}`),
  });

/** Keeps a document as it is under a name. */
export const useKeepVersion = (cycle: string, document: string) =>
  useHistoryCommand(cycle, (name: string) =>
    request(snapshotSchema, `/api/cycles/${encodeURIComponent(cycle)}/snapshots`, {
      method: 'POST',
      body: { name, documents: [document] },
    }),
  );

/** Brings an older version back. */
export const useRestoration = (cycle: string, document: string) =>
  useHistoryCommand(cycle, (version: string) =>
    request(restorationSchema, `${documentPath(document)}/restoration`, { method: 'POST', body: { version } }),
  );

function useHistoryCommand<Given, Answer>(cycle: string, mutationFn: (given: Given) => Promise<Answer>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
}
