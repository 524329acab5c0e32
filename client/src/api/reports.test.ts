import { type ReportJob, reportOptionsSchema } from '@ruam/shared/api/reports.ts';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { askedReports } from './askedReports.ts';
import { followReports, reportsQuery } from './reports.ts';

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}

const job = (id: string, state: ReportJob['state']): ReportJob => ({
  ...{ id, state, cycle: 'c', format: 'docx', options: reportOptionsSchema.parse({}), step: null, progress: 0 },
  ...{ error: null, person: { id: 'p', name: 'อนงค์' }, at: 0, finishedAt: null, snapshot: null, file: null },
});

/** Answers these lists of reports; what is told after the first fetch comes as an answer, too. */
function follow(first: readonly ReportJob[] | number, asked = askedReports(memory)) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const answer = typeof first === 'number' ? { error: { code: 'notFound', message: '' } } : first;
  const status = typeof first === 'number' ? first : 200;
  const fetch = vi.fn(async () => new Response(JSON.stringify(answer), { status }));
  vi.stubGlobal('fetch', fetch);
  const saved: string[] = [];
  const start = (cycle = 'c') => followReports(queryClient, cycle, asked, (id) => saved.push(id));
  const observers = () =>
    queryClient
      .getQueryCache()
      .find({ queryKey: reportsQuery('c').queryKey })
      ?.getObserversCount() ?? 0;
  return { queryClient, saved, start, observers, fetch };
}

afterEach(() => vi.unstubAllGlobals());

describe('reports that were asked for in this tab', () => {
  it('are downloaded once each when they are done, however often they are followed; then nobody asks any more', async () => {
    const storage = memory();
    const asked = askedReports(() => storage);
    for (const id of ['a', 'b', 'gone']) asked.add('c', id);
    asked.add('other', 'x');
    const { queryClient, saved, start, observers } = follow([job('a', 'done'), job('b', 'running')], asked);
    start();
    start();
    expect(observers()).toBe(1);
    await vi.waitFor(() => expect(saved).toEqual(['a']));
    expect(asked.of('c')).toEqual(['b']);
    queryClient.setQueryData(reportsQuery('c').queryKey, [job('a', 'done'), job('b', 'done')]);
    await vi.waitFor(() => expect(observers()).toBe(0));
    expect(saved).toEqual(['a', 'b']);
    expect(askedReports(() => storage).of('other')).toEqual(['x']);
    start();
    expect(observers()).toBe(0);
  });

  it('are not taken for removed by what was known before they were asked for', async () => {
    const asked = askedReports(memory);
    asked.add('c', 'a');
    const { queryClient, saved, start } = follow([job('a', 'done')], asked);
    queryClient.setQueryData(reportsQuery('c').queryKey, []);
    start();
    await vi.waitFor(() => expect(saved).toEqual(['a']));
  });

  it('are left where the cycle is gone', async () => {
    const asked = askedReports(memory);
    asked.add('c', 'a');
    const { start, observers, saved } = follow(404, asked);
    start();
    await vi.waitFor(() => expect(observers()).toBe(0));
    expect(saved).toEqual([]);
  });

  it('are known also where the browser keeps nothing', () => {
    const asked = askedReports(() => {
      throw new Error('denied');
    });
    asked.add('c', 'a');
    expect(asked.of('c')).toEqual(['a']);
    expect(asked.take('c', 'a')).toBe(true);
    expect(asked.take('c', 'a')).toBe(false);
  });
});
