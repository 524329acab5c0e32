import { expect, it, vi } from 'vitest';
import { joinNext } from './joinNext.ts';

it('who asks while it runs gets the next run, all of them the same one', async () => {
  const ends: ((value: number) => void)[] = [];
  let runs = 0;
  const ask = joinNext(() => {
    runs += 1;
    return new Promise<number>((end) => ends.push(end));
  });
  const first = ask();
  const later = [ask(), ask(), ask()];
  expect(runs).toBe(1);
  ends[0]?.(1);
  expect(await first).toBe(1);
  await vi.waitUntil(() => runs === 2);
  const last = ask();
  ends[1]?.(2);
  expect(await Promise.all(later)).toEqual([2, 2, 2]);
  await vi.waitUntil(() => runs === 3);
  ends[2]?.(3);
  expect(await last).toBe(3);
  expect(runs).toBe(3);
});

it('a run that fails fails for those who were in it, and the next one begins anew', async () => {
  let runs = 0;
  const ask = joinNext(async () => {
    runs += 1;
    if (runs === 1) throw new Error('broken');
    return runs;
  });
  const answers = await Promise.allSettled([ask(), ask()]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(await ask()).toBe(3);
});
