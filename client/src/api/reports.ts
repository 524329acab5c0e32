import { type ReportFormat, type ReportOptions, reportJobSchema, reportJobsSchema } from '@ruam/shared/api/reports.ts';
import { type QueryClient, QueryObserver, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { type AskedReports, askedReports } from './askedReports.ts';
import { cycleKey } from './cycle.ts';
import { RequestError, request } from './request.ts';

const base = (cycle: string): string => `/api/cycles/${encodeURIComponent(cycle)}/reports`;
const pollMs = 1_000;

/** The reports of a cycle that the person may have, newest first; asked again only while one is being made. */
export const reportsQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'reports'],
    queryFn: () => request(reportJobsSchema, base(cycle)),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data?.some(isBeingMade) ? pollMs : false),
  });

/** Whether a report waits or is being made. */
export function isBeingMade({ state }: { readonly state: string }): boolean {
  return state === 'waiting' || state === 'running';
}

/** Where the bytes of a report are. */
export const reportFile = (cycle: string, id: string): string => `${base(cycle)}/${encodeURIComponent(id)}/file`;

/** Asks for a report; `key` names the request: sent again, it is done once. Who has asked in this tab gets the file when it is done. */
export function useAskForReport(cycle: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wanted: { format: ReportFormat; options: ReportOptions; key: string }) =>
      request(reportJobSchema, base(cycle), { method: 'POST', body: wanted }),
    onSuccess: async (job) => {
      const { queryKey } = reportsQuery(cycle);
      asked.add(cycle, job.id);
      // What was asked before does not know of it.
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData(queryKey, (before) => [job, ...(before ?? []).filter(({ id }) => id !== job.id)]);
      downloadWhenDone(queryClient, cycle);
      return queryClient.invalidateQueries({ queryKey });
    },
  });
}

/** Cancels a report that is being made, or removes one that is done. */
export function useRemoveReport(cycle: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => {
      asked.take(cycle, id);
      return request(z.unknown(), `${base(cycle)}/${encodeURIComponent(id)}`, { method: 'DELETE' });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: reportsQuery(cycle).queryKey }),
  });
}

/** Downloads each report of a cycle that was asked for in this tab, once, when it is done (`followReports`). */
export function downloadWhenDone(queryClient: QueryClient, cycle: string): void {
  followReports(queryClient, cycle, asked, (id) => {
    const link = document.createElement('a');
    link.href = reportFile(cycle, id);
    link.download = '';
    link.click();
  });
}

/**
 * Follows the reports that were asked for, on whatever screen the person is meanwhile, until each was made (`save`), came to
 * nothing or was removed, also by somebody else. A cycle that is followed already is not followed twice.
 */
export function followReports(
  queryClient: QueryClient,
  cycle: string,
  reports: AskedReports,
  save: (id: string) => void,
): void {
  const cycles = followed.get(queryClient) ?? new Set();
  followed.set(queryClient, cycles);
  if (cycles.has(cycle) || reports.of(cycle).length === 0) return;
  cycles.add(cycle);
  const observer = new QueryObserver(queryClient, reportsQuery(cycle));
  const stop = observer.subscribe(({ data, error, isFetchedAfterMount }) => {
    const fresh = isFetchedAfterMount ? data : undefined;
    for (const id of fresh === undefined ? [] : reports.of(cycle)) {
      const job = fresh?.find((one) => one.id === id);
      if (job !== undefined && isBeingMade(job)) continue;
      reports.take(cycle, id);
      if (job?.state === 'done') save(id);
    }
    const hasEnded = error instanceof RequestError && isOver.has(error.code);
    if (reports.of(cycle).length > 0 && !hasEnded) return;
    cycles.delete(cycle);
    stop();
  });
}

/** Nothing will come any more. */
const isOver: ReadonlySet<string> = new Set(['notSignedIn', 'notFound', 'forbidden']);

const asked = askedReports(() => window.sessionStorage);

/** The cycles that are followed. */
const followed = new WeakMap<QueryClient, Set<string>>();
