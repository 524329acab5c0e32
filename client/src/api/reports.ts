import { type ReportFormat, type ReportOptions, reportJobSchema, reportJobsSchema } from '@ruam/shared/api/reports.ts';
import { type QueryClient, QueryObserver, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
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
    onSuccess: (job) => {
      keepAsked([...asked(), job.id]);
      queryClient.setQueryData(reportsQuery(cycle).queryKey, (before) => [
        job,
        ...(before ?? []).filter(({ id }) => id !== job.id),
      ]);
      downloadWhenDone(queryClient, cycle);
      return queryClient.invalidateQueries({ queryKey: reportsQuery(cycle).queryKey });
    },
  });
}

/** Cancels a report that is being made, or removes one that is done. */
export function useRemoveReport(cycle: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => {
      takeAsked(id);
      return request(z.unknown(), `${base(cycle)}/${encodeURIComponent(id)}`, { method: 'DELETE' });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: reportsQuery(cycle).queryKey }),
  });
}

/**
 * Follows the reports that were asked for in this tab, on whatever screen the person is meanwhile, and downloads each once
 * when it is done. @return how to stop
 */
export function downloadWhenDone(queryClient: QueryClient, cycle: string): () => void {
  if (asked().length === 0) return () => {};
  const observer = new QueryObserver(queryClient, reportsQuery(cycle));
  const stop = observer.subscribe(({ data, error }) => {
    for (const job of data ?? [])
      if (!isBeingMade(job) && takeAsked(job.id) && job.state === 'done') save(cycle, job.id);
    if (asked().length === 0 || (error instanceof RequestError && isOver.has(error.code))) stop();
  });
  return stop;
}

/** Nothing will come any more. */
const isOver: ReadonlySet<string> = new Set(['notSignedIn', 'notFound', 'forbidden']);

function save(cycle: string, id: string): void {
  const link = document.createElement('a');
  link.href = reportFile(cycle, id);
  link.download = '';
  link.click();
}

/** Of this tab: it survives a reload, and another tab downloads nothing. */
const askedKey = 'ruam-reports-asked';

function asked(): readonly string[] {
  return (sessionStorage.getItem(askedKey) ?? '').split(' ').filter((id) => id !== '');
}

function keepAsked(ids: readonly string[]): void {
  sessionStorage.setItem(askedKey, ids.join(' '));
}

function takeAsked(id: string): boolean {
  const all = asked();
  if (!all.includes(id)) return false;
  keepAsked(all.filter((one) => one !== id));
  return true;
}
