import { describe, expect, it } from 'vitest';
import { createCodeLimit } from './codeLimit.ts';

const hourMs = 3_600_000;

/** A limit with a clock of the test; how often codes were looked at. */
function limitOf() {
  let now = 1_000_000;
  let looked = 0;
  const limit = createCodeLimit(() => now);
  const attempt = (secret: string, right: boolean) =>
    limit.attempt(secret, async () => {
      looked += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return right ? 'right' : null;
    });
  return {
    attempt,
    looked: () => looked,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('the limit of wrong codes', () => {
  it('looks at no code after 30 wrong ones, the right one too, until an hour has passed', async () => {
    const { attempt, looked, pass } = limitOf();
    for (let n = 0; n < 30; n++) expect(await attempt('a', false)).toBeNull();
    pass(hourMs - 1);
    await expect(attempt('a', true)).rejects.toMatchObject({ code: 'tooManyAttempts' });
    expect(looked()).toBe(30);
    expect(await attempt('another', true)).toBe('right');
    pass(1);
    expect(await attempt('a', true)).toBe('right');
  });

  it('parallel guesses do not slip past', async () => {
    const { attempt, looked } = limitOf();
    await Promise.allSettled(Array.from({ length: 200 }, () => attempt('a', false)));
    expect(looked()).toBe(30);
  });

  it('right codes are not counted', async () => {
    const { attempt } = limitOf();
    for (let n = 0; n < 100; n++) expect(await attempt('a', true)).toBe('right');
  });
});
