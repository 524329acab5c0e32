import { AppError } from '@ruam/shared/errors/errors.ts';
import { describe, expect, it } from 'vitest';
import { createSignInLimit, type SignInLimit } from './signInLimit.ts';

const minuteMs = 60_000;

/** A limit with a clock of the test. */
function limitOf(perMinute: number): { limit: SignInLimit; pass: (ms: number) => void } {
  let now = 1_000_000;
  return {
    limit: createSignInLimit(perMinute, () => now),
    pass: (ms) => {
      now += ms;
    },
  };
}

type Outcome = 'in' | 'failed' | 'refused';

async function attempt(limit: SignInLimit, login: string, address: string, right: boolean): Promise<Outcome> {
  try {
    const result = await limit.attempt(login, address, async () => (right ? 'person' : null));
    return result === null ? 'failed' : 'in';
  } catch (error) {
    if (error instanceof AppError && error.code === 'tooManyAttempts') return 'refused';
    throw error;
  }
}

async function fail(limit: SignInLimit, login: string, address: string, times: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let n = 0; n < times; n++) outcomes.push(await attempt(limit, login, address, false));
  return outcomes;
}

describe('the limit of failed sign-ins', () => {
  it('refuses the next try of the pair, the right password too, until a minute has passed', async () => {
    const { limit, pass } = limitOf(3);
    expect(await fail(limit, 'a', '1', 4)).toEqual(['failed', 'failed', 'failed', 'refused']);
    expect(await attempt(limit, 'a', '1', true)).toBe('refused');
    pass(minuteMs - 1);
    expect(await attempt(limit, 'a', '1', true)).toBe('refused');
    pass(1);
    expect(await attempt(limit, 'a', '1', true)).toBe('in');
  });

  it('leaves the other accounts of the address and the account from other addresses alone', async () => {
    const { limit } = limitOf(3);
    await fail(limit, 'a', '1', 3);
    expect(await attempt(limit, 'b', '1', true)).toBe('in');
    expect(await attempt(limit, 'a', '2', true)).toBe('in');
  });

  it('counts an account once, however its name is written', async () => {
    const { limit } = limitOf(2);
    expect([await fail(limit, 'Admin', '1', 1), await fail(limit, 'admin', '1', 2)].flat()).toEqual([
      'failed',
      'failed',
      'refused',
    ]);
  });

  it('stops an address at ten times as many, over all accounts', async () => {
    const { limit } = limitOf(2);
    for (let n = 0; n < 20; n++) expect(await fail(limit, `account-${n}`, '1', 1)).toEqual(['failed']);
    expect(await attempt(limit, 'another', '1', true)).toBe('refused');
    expect(await attempt(limit, 'another', '2', true)).toBe('in');
  });

  it('counts the addresses of one IPv6 network as one, and an IPv4 address the same in both spellings', async () => {
    const { limit } = limitOf(2);
    await fail(limit, 'a', '2001:db8:0:1::1', 1);
    expect(await fail(limit, 'a', '2001:0DB8:0:1:ffff::2', 2)).toEqual(['failed', 'refused']);
    expect(await attempt(limit, 'a', '2001:db8:0:2::1', true)).toBe('in');
    await fail(limit, 'a', '::ffff:192.0.2.1', 1);
    expect(await fail(limit, 'a', '192.0.2.1', 2)).toEqual(['failed', 'refused']);
    expect(await attempt(limit, 'a', '::ffff:192.0.2.2', true)).toBe('in');
  });

  it('what succeeds is not counted', async () => {
    const { limit } = limitOf(2);
    for (let n = 0; n < 50; n++) expect(await attempt(limit, 'a', '1', true)).toBe('in');
    expect(await fail(limit, 'a', '1', 3)).toEqual(['failed', 'failed', 'refused']);
  });

  it('parallel guesses do not slip past', async () => {
    const { limit } = limitOf(5);
    let checked = 0;
    const guesses = Array.from({ length: 100 }, () =>
      limit.attempt('a', '1', async () => {
        checked += 1;
        await new Promise((resolve) => setImmediate(resolve));
        return null;
      }),
    );
    const outcomes = await Promise.allSettled(guesses);
    expect(checked).toBe(5);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(95);
  });

  it('a hundred people who sign in at once with the right password all come in', async () => {
    const { limit } = limitOf(1);
    const tries = Array.from({ length: 100 }, () =>
      limit.attempt('a', '1', async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return 'person';
      }),
    );
    expect(await Promise.all(tries)).toEqual(Array.from({ length: 100 }, () => 'person'));
  });

  it('a try that breaks off is not a failed one, and lets the next go on', async () => {
    const { limit } = limitOf(1);
    const broken = limit.attempt('a', '1', () => Promise.reject(new Error('the database is away')));
    const next = attempt(limit, 'a', '1', true);
    await expect(broken).rejects.toThrow('the database is away');
    expect(await next).toBe('in');
  });

  it('0 switches it off', async () => {
    const { limit } = limitOf(0);
    expect(new Set(await fail(limit, 'a', '1', 500))).toEqual(new Set(['failed']));
  });
});
