import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as passed } from 'node:timers/promises';

/** What a drill may say besides its figures. */
export interface Verdict {
  /** A bound that the drill is about; when it is missed the drill fails, and goes on. */
  bound(isKept: boolean, what: string): void;
}

/**
 * Runs a drill and ends the process: one line of figures, and exit code 1 when a bound was missed, something threw, or
 * it took longer than `longestMs`.
 */
export async function runDrill(
  name: string,
  longestMs: number,
  body: (verdict: Verdict) => Promise<string>,
): Promise<never> {
  const missed: string[] = [];
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const tooLong = passed(longestMs, null, { ref: false }).then(() => {
    throw new Error(`not done after ${longestMs / 1_000} s`);
  });
  try {
    const figures = await Promise.race([
      body({ bound: (isKept, what) => void (isKept || missed.push(what)) }),
      tooLong,
    ]);
    console.log(`${name}: ${figures}; load generator's lag p99 ${ms(delay.percentile(99) / 1e6)}`);
  } catch (error) {
    missed.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  for (const what of missed) console.error(`${name}: MISSED ${what}`);
  process.exit(missed.length > 0 ? 1 : 0);
}

const waitMs = 60_000;

/** Waits for a state; throws when it does not come. */
export async function until(
  isReached: () => boolean | Promise<boolean>,
  what: string | (() => string),
  longestMs = waitMs,
): Promise<void> {
  const end = performance.now() + longestMs;
  while (!(await isReached())) {
    if (performance.now() > end) throw new Error(`waited in vain until ${typeof what === 'string' ? what : what()}`);
    await passed(5);
  }
}

export function ms(duration: number): string {
  return `${duration < 10 ? duration.toFixed(1) : Math.round(duration)} ms`;
}

/** `share` 0.99 is p99; NaN without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
