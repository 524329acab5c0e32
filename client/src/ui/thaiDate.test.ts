import { expect, it } from 'vitest';
import { isoOf, partsOf } from './thaiDate.ts';

it.each([
  [{ day: '22', month: '8', year: '2562' }, '2019-08-22'],
  [{ day: '๒๒', month: '8', year: '๒๕๖๒' }, '2019-08-22'],
  [{ day: '29', month: '2', year: '2563' }, '2020-02-29'],
  [{ day: '29', month: '2', year: '2562' }, undefined],
  [{ day: '31', month: '4', year: '2562' }, undefined],
  [{ day: '0', month: '4', year: '2562' }, undefined],
  [{ day: '1', month: '', year: '2562' }, undefined],
  [{ day: '1', month: '1', year: '2019' }, undefined],
  [{ day: '', month: '', year: '' }, null],
])('%j is the day %s', (parts, iso) => {
  expect(isoOf(parts)).toBe(iso);
  if (iso) expect(isoOf(partsOf(iso))).toBe(iso);
});
