import { describe, expect, it } from 'vitest';
import { shortUserAgent } from './userAgent.ts';

describe('a User-Agent as a person reads it', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      'Chrome 142 · Windows',
    ],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0', 'Edge 142 · Windows'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Mobile/15E148 Safari/604.1',
      'Safari 19 · iOS',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox 145 · Linux'],
    ['curl/8.9', 'curl/8.9'],
    ['', null],
    [undefined, null],
  ])('%s → %s', (userAgent, short) => {
    expect(shortUserAgent(userAgent)).toBe(short);
  });

  it('is bounded, however long the header is', () => {
    expect(shortUserAgent('x'.repeat(10_000))).toHaveLength(60);
  });
});
