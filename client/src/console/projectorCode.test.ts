import { expect, it } from 'vitest';
import { isWholeCode } from './projectorCode.ts';

it.each([
  ['8HTSUYPX', true],
  ['8hts-uypx', true],
  [' 8HTS UYPX ', true],
  ['8HTS – UYPX', true],
  ['8HTSUYP', false],
  ['', false],
])('"%s" is a whole code: %s', (typed, isWhole) => {
  expect(isWholeCode(typed)).toBe(isWhole);
});
