import { AppError } from '@ruam/shared/errors/errors.ts';
import { networkOf } from './network.ts';

/**
 * Bounds guessing: failed sign-ins a minute per pair of account and address, and ten times that per address (an IPv6 one by its
 * network). Of the tries
 * that run at the same moment no more go on than may still fail, so that parallel guesses do not slip past; the others
 * wait for them, so that many right passwords at once are no guesses.
 */
export interface SignInLimit {
  /**
   * Runs `check`, whose null means a failed try. Throws `tooManyAttempts` when the limit is reached; then `check` was not
   * called.
   */
  attempt<T>(login: string, address: string, check: () => Promise<T | null>): Promise<T | null>;
}

const windowMs = 60_000;
const maxKeys = 50_000;
const maxWaiting = 2_000;

/** @param perMinute failed sign-ins a minute and pair; 0 = no limit */
export function createSignInLimit(perMinute: number, now: () => number): SignInLimit {
  const failures = new Map<string, number[]>();
  const running = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();
  let waitingCount = 0;

  const recent = (key: string): number[] => (failures.get(key) ?? []).filter((at) => at > now() - windowMs);
  const addFailure = (key: string): void => {
    const times = [...recent(key), now()];
    failures.delete(key);
    failures.set(key, times);
    const oldest = failures.size > maxKeys ? failures.keys().next().value : undefined;
    if (oldest !== undefined) failures.delete(oldest);
  };
  const addRunning = (key: string, change: 1 | -1): void => {
    const count = (running.get(key) ?? 0) + change;
    if (count === 0) running.delete(key);
    else running.set(key, count);
  };
  const wake = (whole: string): void => {
    const waiters = waiting.get(whole) ?? [];
    waiting.delete(whole);
    for (const go of waiters) go();
  };
  const aTryEnds = (whole: string): Promise<void> => {
    if (waitingCount >= maxWaiting) throw tooManyAttempts();
    waitingCount += 1;
    return new Promise<void>((go) => waiting.set(whole, [...(waiting.get(whole) ?? []), go])).finally(() => {
      waitingCount -= 1;
    });
  };

  return {
    async attempt(login, address, check) {
      if (perMinute === 0) return check();
      const network = networkOf(address);
      const whole = JSON.stringify([network]);
      const bounds: readonly [key: string, most: number][] = [
        [JSON.stringify([login.toLowerCase(), network]), perMinute],
        [whole, perMinute * 10],
      ];
      for (;;) {
        if (bounds.some(([key, most]) => recent(key).length >= most)) throw tooManyAttempts();
        if (bounds.every(([key, most]) => recent(key).length + (running.get(key) ?? 0) < most)) break;
        await aTryEnds(whole);
      }
      for (const [key] of bounds) addRunning(key, 1);
      try {
        const result = await check();
        if (result === null) for (const [key] of bounds) addFailure(key);
        return result;
      } finally {
        for (const [key] of bounds) addRunning(key, -1);
        wake(whole);
      }
    },
  };
}

function tooManyAttempts(): AppError {
  return new AppError('tooManyAttempts', 'too many failed attempts; wait a minute');
}
