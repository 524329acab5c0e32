import { AppError } from '@ruam/shared/errors/errors.ts';

/**
 * Bounds the guessing of short codes: 30 wrong ones an hour for one secret, or one person, from wherever they come, in this
 * process. Who sends them has signed in, or knows the password, so that no setting switches it off. A new secret begins anew.
 */
export interface CodeLimit {
  /** Runs `check`, whose null means a wrong code. Throws `tooManyAttempts` at the bound; then `check` was not called. */
  attempt<T>(secret: string, check: () => Promise<T | null>): Promise<T | null>;
}

const maxWrong = 30;
const windowMs = 3_600_000;
const maxSecrets = 50_000;

export function createCodeLimit(now: () => number): CodeLimit {
  const wrong = new Map<string, readonly number[]>();
  const running = new Map<string, number>();

  const recent = (secret: string): number[] => (wrong.get(secret) ?? []).filter((at) => at > now() - windowMs);
  const addWrong = (secret: string): void => {
    const times = [...recent(secret), now()];
    wrong.delete(secret);
    wrong.set(secret, times);
    const oldest = wrong.size > maxSecrets ? wrong.keys().next().value : undefined;
    if (oldest !== undefined) wrong.delete(oldest);
  };
  const addRunning = (secret: string, change: 1 | -1): void => {
    const count = (running.get(secret) ?? 0) + change;
    if (count === 0) running.delete(secret);
    else running.set(secret, count);
  };

  return {
    async attempt(secret, check) {
      // What runs may still be wrong, so that parallel guesses do not slip past.
      if (recent(secret).length + (running.get(secret) ?? 0) >= maxWrong) {
        throw new AppError('tooManyAttempts', 'too many wrong codes; wait an hour, or sign in with a recovery code');
      }
      addRunning(secret, 1);
      try {
        const result = await check();
        if (result === null) addWrong(secret);
        return result;
      } finally {
        addRunning(secret, -1);
      }
    },
  };
}
