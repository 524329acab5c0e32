import { expect, test } from 'vitest';
import { afterClose, isBroken, returnDelayMs } from './closePolicy.ts';

test('close codes: 44xx stop, each with its reason', () => {
  const reasons = [4401, 4403, 4404, 4413, 4423, 4477].map((code) => afterClose(code, 0));
  expect(reasons.map((after) => (after.kind === 'stop' ? after.reason : after.kind))).toEqual([
    'signedOut',
    'forbidden',
    'notFound',
    'tooLarge',
    'refused',
    'forbidden',
  ]);
});

test('close codes: 45xx, 1006, 1001, 1000 and our own watchdog come back', () => {
  for (const code of [4500, 4503, 4508, 4529, 1006, 1001, 1000, null])
    expect(afterClose(code, 0)).toEqual({ kind: 'return' });
});

test('close codes: 1007 and 1009 stop at the third in a row', () => {
  for (const code of [1007, 1009]) {
    expect(isBroken(code)).toBe(true);
    expect(afterClose(code, 2)).toEqual({ kind: 'return' });
    expect(afterClose(code, 3)).toEqual({ kind: 'stop', reason: 'broken' });
  }
});

test('S12 the first return is spread over 0-3 s, later ones start later and stay bounded', () => {
  expect(returnDelayMs(0, 0)).toBe(0);
  expect(returnDelayMs(0, 0.999)).toBeLessThan(3_000);
  expect(returnDelayMs(3, 0)).toBe(800);
  expect(returnDelayMs(50, 0.999)).toBeLessThan(13_000);
});
