import { reportOptionsSchema } from '@ruam/shared/api/reports.ts';
import { describe, expect, it } from 'vitest';
import { ownerOf } from './reader.ts';
import { openReportsNow } from './reportsNow.ts';
import type { WorkFolder } from './workFolders.ts';

const forever = new AbortController().signal;

/** Reports that are begun when their folder is given; none of them is ever made. */
function openLine() {
  const begun: PromiseWithResolvers<WorkFolder>[] = [];
  const reports = openReportsNow({
    location: { kind: 'sqlite', path: '/nowhere/ruam.sqlite' },
    files: { kind: 'disk', directory: '/nowhere' },
    printer: { path: null, mayGoWithoutSandbox: true },
    now: () => 1,
    failed: () => undefined,
    folders: {
      begin() {
        const folder = Promise.withResolvers<WorkFolder>();
        begun.push(folder);
        return folder.promise;
      },
    },
  });
  const ended: string[] = [];
  const order: string[] = [];
  return {
    ...reports,
    ended,
    order,
    begun,
    give: (at: number) =>
      begun[at]?.resolve({ path: '/nowhere', end: () => Promise.resolve(void ended.push(`${at}`)) }),
    refuse: (at: number) => begun[at]?.reject(new Error('no folder')),
    /** The code with which it ends. */
    ask(id: string, given = forever): Promise<string> {
      const asked = {
        cycle: 'c',
        format: 'markdown',
        options: reportOptionsSchema.parse({}),
        reader: { ...ownerOf('c'), id },
      } as const;
      return reports.now(asked, given).then(
        () => 'made',
        (error: { code?: string; message: string }) => {
          order.push(id);
          return error.code ?? error.message;
        },
      );
    },
  };
}

describe('O19 reports that somebody waits for', () => {
  it('are five of one person beside the one that is made, and twenty in all; who leaves makes room', async () => {
    const line = openLine();
    const leaving = new AbortController();
    const left = [line.ask('a'), line.ask('a', leaving.signal), ...[1, 2, 3, 4].map(() => line.ask('a'))];
    expect(await line.ask('a')).toBe('tooManyRequests');
    leaving.abort();
    expect(await left[1]).toBe('unavailable');
    left.push(line.ask('a'), ...['b', 'c', 'd'].flatMap((id) => [1, 2, 3, 4, 5].map(() => line.ask(id))));
    expect(await line.ask('e')).toBe('unavailable');
    const closed = line.close();
    line.give(0);
    await closed;
    expect(new Set(await Promise.all(left))).toEqual(new Set(['unavailable']));
    expect(line.begun).toHaveLength(1);
  });

  it('are begun in turn of those who wait', async () => {
    const line = openLine();
    const asked = ['a', 'a', 'a', 'b', 'c'].map((id) => line.ask(id));
    for (let at = 0; at < asked.length; at++) {
      line.refuse(at);
      await expect.poll(() => line.order.length).toBe(at + 1);
    }
    expect(line.order).toEqual(['a', 'b', 'a', 'c', 'a']);
  });

  it('are not begun when nobody waits any more', async () => {
    const line = openLine();
    const given = new AbortController();
    const asked = line.ask('a', given.signal);
    given.abort();
    line.give(0);
    expect(await asked).toBe('unavailable');
    expect(line.ended).toEqual(['0']);
    await line.close();
  });
});
