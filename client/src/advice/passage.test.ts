import { expect, it } from 'vitest';
import { quoteOf } from './passage.ts';

it('a quote has at most 2,000 letters and never half a character', () => {
  expect(quoteOf(`  ${'ก'.repeat(3_000)}`)).toHaveLength(2_000);
  expect(quoteOf(`${'ก'.repeat(1_999)}😀`).isWellFormed()).toBe(true);
});
