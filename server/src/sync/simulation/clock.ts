import { vi } from 'vitest';

/** Makes time stand still, until `advance`; immediates and promises go on by themselves. */
export function stopTime(now: number): void {
  vi.useFakeTimers({
    now,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
}

/** Everything that was to happen later does not: the process that waited for it is gone. */
export function forgetTimers(): void {
  vi.clearAllTimers();
}

export function startTime(): void {
  vi.useRealTimers();
}

export function advance(ms: number): void {
  vi.advanceTimersByTime(ms);
}

/** So many turns of the event loop. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** More than anything takes, so that what never comes is told. */
const patience = 3_000;

/** Lets things happen until `work` is done; rejects with it, or when it takes too long. */
export async function whileWaiting<Result>(work: Promise<Result>, what: string): Promise<Result> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  done.catch(() => undefined);
  for (let turn = 0; !isDone; turn++) {
    if (turn > patience) throw new Error(`waited in vain for ${what}`);
    await turns(1);
    if (turn > 20) advance(5);
  }
  return done;
}
